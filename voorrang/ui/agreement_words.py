"""An agreement in words: line by line, so that two versions can be laid side by side; and why one was not taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from voorrang.accounts.models import User
from voorrang.contracts.models import AgreedExclusion, AgreedRate, AgreementSignature, Promise
from voorrang.contracts.money import money_text
from voorrang.contracts.queries.agreement_versions import AgreementView
from voorrang.rules.agreements import Flaw
from voorrang.ui.names import name_of
from voorrang.ui.wording import country_text, date_text, length_text, list_text, number_text

STATES: dict[str, Any] = {
    "draft": pgettext_lazy("agreement", "draft"),
    "offered": pgettext_lazy("agreement", "waits for the customer's signature"),
    "agreed": pgettext_lazy("agreement", "signed, begins later"),
    "in_force": pgettext_lazy("agreement", "in force"),
    "ended": pgettext_lazy("agreement", "ended"),
}
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an agreement: its heading and its lines, each with a key that stays when the words change."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two versions beside each other; "" where a version lacks it."""

    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.before != self.after


def sections(view: AgreementView, language: str) -> tuple[Section, ...]:
    """Return what a version says, in the language that is active."""
    parts: tuple[tuple[Any, Sequence[Any], Callable[[Any, str], tuple[str, str]]], ...] = (
        (_("Times promised"), view.promises, _promise),
        (_("Left out"), view.exclusions, _exclusion),
        (_("Rates for what is charged"), view.rates, _rate),
        (_("Named people"), view.contacts, _contact),
        (_("Who may choose to charge or decline"), view.agreement.discretion_roles, _role),
    )
    period = Section(_("Period"), (("period", period_words(view, language)),))
    told = [Section(str(title), tuple(write(row, language) for row in rows)) for title, rows, write in parts if rows]
    return (period, *told)


def compare(before: AgreementView, after: AgreementView, language: str) -> list[tuple[str, list[Compared]]]:
    """Return two versions side by side, by section; the lines that stand for the same thing beside each other."""
    first = {one.title: dict(one.lines) for one in sections(before, language)}
    second = {one.title: dict(one.lines) for one in sections(after, language)}
    titles = list(dict.fromkeys([*first, *second]))
    told = []
    for title in titles:
        old, new = first.get(title, {}), second.get(title, {})
        keys = dict.fromkeys([*old, *new])
        told.append((title, [Compared(old.get(key, ""), new.get(key, "")) for key in keys]))
    return told


def period_words(view: AgreementView, language: str) -> str:
    """Return from when and until when a version holds."""
    agreement = view.agreement
    facts = {"first": _day(agreement.starts_at, language)}
    if agreement.ends_at is None:
        return _("from %(first)s, without an end") % facts
    return _("from %(first)s up to and including %(last)s") % (
        facts | {"last": _day(agreement.ends_at - _TICK, language)}
    )


def signature_words(view: AgreementView) -> list[dict[str, Any]]:
    """Return who signed for which side, and when."""
    names: dict[UUID | None, str] = dict(
        User.objects.filter(id__in=[one.signed_by for one in view.signatures.values()]).values_list("id", "name")
    )
    return [
        {"side": label, "at": one.signed_at, "name": names.get(one.signed_by, "")}
        for side, label in AgreementSignature.Side.choices
        if (one := view.signatures.get(side)) is not None
    ]


def flaw_words(flaw: Flaw, language: str) -> str:
    """Say why a period does not fit, and what does."""
    day = _day(flaw.day, language) if flaw.day else ""
    before = _day(flaw.day - _TICK, language) if flaw.day else ""
    facts = {"number": flaw.number, "day": day, "before": before}
    if flaw.code == "gap":
        return _("Between %(number)s and this version nothing would hold. Let it begin on %(day)s.") % facts
    if flaw.code == "overlaps" and not day:
        return _("%(number)s holds at the same time. Make a new version of it, or end it first.") % facts
    if flaw.code == "overlaps":
        return _("%(number)s holds up to %(before)s. Begin on %(day)s, or make a new version of it.") % facts
    return str(_FLAWS[flaw.code]) % facts


def taken_words(signature: AgreementSignature) -> str:
    """Say who was faster."""
    user = User.objects.filter(id=signature.signed_by).first() if signature.signed_by else None
    name = user.name if user else _("somebody else")
    return _("Already signed for your side by %(name)s. Nothing is left to do.") % {"name": name}


_FLAWS: dict[str, Any] = {
    "ends_before_start": gettext_lazy("It would end before it begins. Choose a later last day."),
    "period_over": gettext_lazy("Its last day has passed. Choose a later one."),
    "starts_too_early": gettext_lazy("%(number)s begins on %(day)s. Let this version begin later."),
    "end_not_usable": gettext_lazy("Choose a last day from today on, not after the agreed end."),
}


def _day(at: datetime, language: str) -> str:
    return date_text(at.astimezone(UTC).date(), language)


def _promise(row: Promise, language: str) -> tuple[str, str]:
    hours = (
        _("in working hours (%(hours)s)") % {"hours": row.calendar_key} if row.calendar_key else _("round the clock")
    )
    words = [
        _("%(what)s within %(time)s")
        % {"what": name_of("clock", row.kind), "time": length_text(timedelta(seconds=row.seconds), language)},
        name_of("impact", row.impact) if row.impact else _("whatever it stops"),
        country_text(row.country, language) if row.country else _("all countries"),
        hours,
    ]
    return f"{row.kind}/{row.impact}/{row.country}", ", ".join(words)


def _exclusion(row: AgreedExclusion, language: str) -> tuple[str, str]:
    named = [
        *(name_of("kind", kind) for kind in row.kinds),
        *(country_text(code, language) for code in row.countries),
        *row.products,
    ]
    words = list_text(named, language)
    return words, f"{words}: {row.reason}" if row.reason else words


def _rate(row: AgreedRate, language: str) -> tuple[str, str]:
    place = country_text(row.country, language) if row.country else _("all countries")
    money = money_text(row.amount, row.currency, language) if row.amount is not None else ""
    if row.kind == AgreedRate.Kind.LABOUR:
        words = _("Labour: %(money)s an hour, %(place)s") % {"money": money, "place": place}
    elif row.kind == AgreedRate.Kind.MATERIAL:
        percent = number_text(float(row.percent or 0), language)
        words = _("Material: at cost plus %(percent)s %%, %(place)s") % {"percent": percent, "place": place}
    else:
        facts = {"part": row.part, "text": row.text, "money": money, "place": place}
        words = _("Part %(part)s %(text)s: %(money)s a piece, %(place)s") % facts
    return f"{row.kind}/{row.country}/{row.part}", words


def _contact(row: Any, _language: str) -> tuple[str, str]:
    words = [row.role, row.name, *(one for one in (row.phone, row.email) if one)]
    if row.may_consent:
        words.append(_("may consent to costs"))
    return f"{row.side}/{row.role}/{row.name}", f"{row.get_side_display()}: {', '.join(words)}"


def _role(row: str, _language: str) -> tuple[str, str]:
    return row, name_of("role", row)
