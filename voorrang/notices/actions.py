"""Asking whom a change touches, and telling them: every step by a named person, with its row in the trail."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from voorrang.accounts.models import Customer, CustomerRole
from voorrang.accounts.queries import members, selected_customer
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.editions.store import hashes_at, programme_at
from voorrang.gateways.mail import Message, send_after_commit
from voorrang.lib.tenancy import customer_selected
from voorrang.notices.models import Comparison, Notice, Touch
from voorrang.notices.sides import change_key, sides_of
from voorrang.notices.touching import touches
from voorrang.notices.wording import notice_language, notice_subject, notice_text

NOTICE_PERIOD = "coverage_notice"
"""Key of the programme's setting."""


class NoticeClosed(RuntimeError):
    """The notice was approved or dropped before: its words stand."""


class WordsMissing(ValueError):
    """A notice without words tells nothing."""


class NobodyToTell(RuntimeError):
    """The customer has no helpdesk lead who could read the notice."""


class NoDateYet(RuntimeError):
    """The change is only tried: without a day from which it holds there is nothing to tell."""


def ask(
    *,
    programme: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    choices: Mapping[str, str] | None = None,
    starts_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Comparison:
    """Note a comparison; each customer is then looked at on its own (`look_at`, by the worker). Needs no customer."""
    comparison = Comparison.objects.create(
        programme=programme,
        before=dict(before),
        after=dict(after),
        choices=dict(choices or {}),
        starts_at=starts_at,
        asked_at=at,
        asked_by=by.id,
        customers=Customer.objects.filter(programme=programme).count(),
    )
    record_system("programme.compared", by=by, at=at, data={"comparison": str(comparison.id)})
    return comparison


def preview(*, programme: str, choices: Mapping[str, str], by: Actor, at: datetime) -> Comparison:
    """Ask whom it would touch if readings were read otherwise now. Raises `ReadingUnknown`, `EditionMissing`."""
    hashes = hashes_at(programme, at)
    sides_of(hashes, hashes, choices)
    return ask(programme=programme, before=hashes, after=hashes, choices=choices, by=by, at=at)


def look_at(*, comparison: Comparison, at: datetime) -> Touch:
    """Look at the selected customer and return what was found; looked at before, that stands."""
    customer = selected_customer()
    known = Touch.objects.filter(comparison=comparison, customer=customer).first()
    if known is not None:
        return known
    before, after = sides_of(comparison.before, comparison.after, comparison.choices)
    found = touches(before, after, at)
    touch, _is_new = Touch.objects.get_or_create(
        comparison=comparison,
        customer=customer,
        defaults={"kinds": sorted(found), "facts": found, "looked_at": at},
    )
    return touch


def draft_notices(*, comparison: Comparison, by: Actor, at: datetime) -> int:
    """Draft a notice for every customer that is touched and has none for this change yet; return how many.

    Raises `NoDateYet`.
    """
    if comparison.starts_at is None:
        raise NoDateYet
    before, after = sides_of(comparison.before, comparison.after, comparison.choices)
    days = int(programme_at(comparison.programme, at).assumption(NOTICE_PERIOD).value["days"])
    key = change_key(comparison)
    told = Notice.objects.filter(change=key).values("customer_id")
    drafted = 0
    touched = Touch.objects.filter(comparison=comparison).exclude(kinds=[]).exclude(customer_id__in=told)
    for touch in touched.select_related("customer").order_by("customer__code"):
        language = notice_language(touch.customer)
        with customer_selected(touch.customer_id):
            notice = Notice.objects.create(
                customer=touch.customer,
                change=key,
                comparison=comparison,
                language=language,
                text=notice_text(touch, before.programme, after.programme, comparison.starts_at, language),
                due_at=comparison.starts_at - timedelta(days=days),
                effective_at=comparison.starts_at,
                drafted_at=at,
                drafted_by=by.id,
            )
            record("notice.drafted", subject_kind="notice", subject_id=notice.id, by=by, at=at)
        drafted += 1
    return drafted


def reword_notice(*, notice: Notice, text: str, by: Actor, at: datetime) -> None:
    """Change the words of the selected customer's notice. Raises `NoticeClosed`, `WordsMissing`."""
    if not text.strip():
        raise WordsMissing
    if not _open(notice).update(text=text.strip()):
        raise NoticeClosed
    notice.refresh_from_db()
    record("notice.reworded", subject_kind="notice", subject_id=notice.id, by=by, at=at, fields=["text"])


def approve_notice(*, notice: Notice, by: Actor, at: datetime) -> int:
    """Approve the selected customer's notice: it goes to its leads by mail and stands in the portal. Return to how many.

    Once: of two people who approve at once the second is told so. Raises `NoticeClosed`, `NobodyToTell`.
    """
    leads = [one.user for one in members(at).filter(role=CustomerRole.HELPDESK_LEAD)]
    if not leads:
        raise NobodyToTell
    if not _open(notice).update(approved_at=at, approved_by=by.id):
        raise NoticeClosed
    notice.refresh_from_db()
    for user in leads:
        subject = notice_subject(notice.language, notice.effective_at)
        send_after_commit(Message(user.email, subject, notice.text, notice.language))
    data: dict[str, Any] = {"told": [str(user.id) for user in leads]}
    record("notice.sent", subject_kind="notice", subject_id=notice.id, by=by, at=at, data=data)
    return len(leads)


def drop_notice(*, notice: Notice, by: Actor, at: datetime) -> None:
    """Leave the selected customer untold. Raises `NoticeClosed`."""
    if not _open(notice).update(dropped_at=at, dropped_by=by.id):
        raise NoticeClosed
    notice.refresh_from_db()
    record("notice.dropped", subject_kind="notice", subject_id=notice.id, by=by, at=at)


def _open(notice: Notice) -> Any:
    return Notice.objects.filter(id=notice.id, approved_at=None, dropped_at=None)
