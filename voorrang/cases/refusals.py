"""Why a case did not take an act: each exception states the fact, and says it in the reader's language.

`str(refusal)` is a sentence for people, `refusal.cure` what to do next ("" when nothing helps).
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from voorrang.cases.status import Act, Side, StatusKey, is_ever_allowed, may

if TYPE_CHECKING:
    from voorrang.cases.models import CaseEvent


class CaseRefusal(Exception):
    """Nothing was changed. `code` is for programs, the text for people."""

    code: ClassVar[str] = "case_refused"
    text: ClassVar[Any] = ""
    cure: ClassVar[Any] = ""

    def __init__(self, number: str = "") -> None:
        self.number = number
        super().__init__(number)

    def __str__(self) -> str:
        return str(self.text) % {"number": self.number}


class CaseAlreadyClosed(CaseRefusal):
    """The case is closed, so it takes nothing but a note or a reopening."""

    code = "case_already_closed"
    text = _("Case %(number)s is closed already.")
    cure = _("Reopen it, or open a new case.")


class CaseAlreadyResolved(CaseRefusal):
    """The case is resolved: it is closed or reopened next."""

    code = "case_already_resolved"
    text = _("Case %(number)s is resolved already.")
    cure = _("Close it, or reopen it if the trouble is still there.")


class CaseNotResolved(CaseRefusal):
    """The vendor closes only what it has resolved."""

    code = "case_not_resolved"
    text = _("Case %(number)s is not resolved yet.")
    cure = _("Resolve it first. The customer can withdraw it at any time.")


class CaseStillOpen(CaseRefusal):
    """Only a resolved or closed case is reopened."""

    code = "case_still_open"
    text = _("Case %(number)s is open, so there is nothing to reopen.")
    cure = _("Answer in the case.")


class ReopenTooLate(CaseRefusal):
    """The programme's days for reopening a closed case are over."""

    code = "reopen_too_late"
    text = _("Case %(number)s was closed too long ago to be reopened.")
    cure = _("Open a new case and name this one.")


class ActOfOtherSide(CaseRefusal):
    """The act belongs to the other side: the vendor answers, the customer replies."""

    code = "act_of_other_side"
    text = _("This is not yours to do in case %(number)s.")


class CaseChanged(CaseRefusal):
    """Somebody changed the case since it was read. `events` are those since, oldest first; `version` is the present one."""

    code = "case_changed"
    text = _("Case %(number)s has changed since you opened it.")
    cure = _("Read what is new, then send your text again.")

    def __init__(self, number: str, version: int, events: "list[CaseEvent]") -> None:
        super().__init__(number)
        self.version = version
        self.events = events


class DecisionRefusesCase(CaseRefusal):
    """The recorded decision is `refused`: it opens no case (decision 4)."""

    code = "decision_refuses_case"
    text = _("No case was opened, because support may not be claimed here.")
    cure = _("Read the reasons of the decision: each says what would help.")


class TextNotUsable(ValueError):
    """A text is empty, too long, or holds characters that no text has. `field` names it, `code` says which."""

    def __init__(self, field: str, code: str, message: Any) -> None:
        self.field = field
        self.code = code
        self.message = message
        super().__init__(str(message))


_STANDS: dict[StatusKey, type[CaseRefusal]] = {
    "open": CaseStillOpen,
    "waiting": CaseStillOpen,
    "resolved": CaseAlreadyResolved,
    "closed": CaseAlreadyClosed,
}


def check(act: Act, status: StatusKey, side: Side, number: str) -> None:
    """Raise the `CaseRefusal` that says why this side may not do this now; return when it may."""
    if may(act, status, side):
        return
    if not is_ever_allowed(act, side):
        raise ActOfOtherSide(number)
    if act is Act.CLOSE and status in {"open", "waiting"}:
        raise CaseNotResolved(number)
    raise _STANDS[status](number)
