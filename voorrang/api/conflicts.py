"""What a case does not take, as problems: the fact, its cure, and for a version that has passed what is new."""

from typing import Any

from django.utils.translation import gettext as _

from voorrang.api.answers import moment
from voorrang.api.problems import FieldError, Problem, not_usable
from voorrang.cases.refusals import CaseChanged, CaseRefusal, TextNotUsable


def from_refusal(refusal: CaseRefusal) -> Problem:
    """Return 409, or 412 with the events since for a version that is not the present one."""
    reason: dict[str, Any] = {"clause": None, "code": refusal.code, "facts": {}, "cure": str(refusal.cure) or None}
    detail = f"{refusal} {refusal.cure}".strip()
    if isinstance(refusal, CaseChanged):
        changes = [
            {
                "id": str(event.id),
                "sequence": event.sequence,
                "type": event.type,
                "at": moment(event.at),
                "side": event.by_side,
            }
            for event in refusal.events
        ]
        headers = {"ETag": f'"{refusal.version}"'}
        return Problem("changed", detail, reasons=[reason], headers=headers, more={"changes": changes})
    return Problem("conflict", detail, reasons=[reason])


def from_text(flaw: TextNotUsable) -> Problem:
    """Return 422 for a text."""
    words = {"field": flaw.field, "message": flaw.message}
    return not_usable(FieldError(flaw.field, flaw.code, _("%(field)s: cannot be used; %(message)s") % words))
