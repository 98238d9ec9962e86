"""How long each kind of record is kept, what is due to go, and the sweep that lets it go. Nothing under a hold goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from voorrang.accounts.models import (
    Admission,
    Call,
    Contact,
    ContactImportLine,
    ContactUpload,
    Customer,
    RateCounter,
    SignInAttempt,
    StoredAnswer,
)
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.audit.models import SystemEntry
from voorrang.cases.models import QueueRow
from voorrang.installed_base.models import FleetUpload
from voorrang.lib.jobs.waiting import take_away
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.privacy.blanking import ERASED, blank_cases
from voorrang.privacy.data_map import personal
from voorrang.privacy.erasure import carry_out, confirm_erasure, request_erasure, waiting_requests
from voorrang.privacy.holds import held_cases, held_customers, hold_on, standing_holds
from voorrang.privacy.models import Erasure
from voorrang.privacy.people import someone
from voorrang.privacy.periods import (
    ANSWERS,
    CALLS,
    CASE_WORDS,
    COUNTERS,
    KINDS,
    MAILS,
    PEOPLE,
    SIGN_INS,
    UPLOADS,
    cut_off,
    periods,
)
from voorrang.privacy.queued import ended_jobs
from voorrang.privacy.signed_in import ended_sessions

RAN = "retention.ran"
BY_RETENTION = "Kept as long as is agreed."
"""The reason that a request bears which nobody has made."""


@dataclass(frozen=True, slots=True)
class Due:
    """What of one kind would go now, and what stays because of a hold."""

    kind: str
    days: int
    due: int
    held: int


class _Sorted(NamedTuple):
    """What of one customer and kind goes, and what a hold keeps."""

    going: Sequence[Any] = ()
    held: Sequence[Any] = ()


def due(at: datetime) -> list[Due]:
    """Return what would go at `at`, by kind, over all customers. Writes nothing; opens a transaction for each customer."""
    going, held = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for customer_id in _customers():
        with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
            for kind, rows in _of_customer(customer_id, at).items():
                going[kind] += len(rows.going)
                held[kind] += len(rows.held)
    with transaction.atomic(), on_side("vendor"):
        for kind, rows in _of_nobody(at).items():
            going[kind] += len(rows.going)
            held[kind] += len(rows.held)
    return [Due(kind, days, going[kind], held[kind]) for kind, days in periods().items() if days is not None]


def let_go(at: datetime, *, by: Actor = SYSTEM) -> dict[str, int]:
    """Let go what is due, customer by customer, and return how much of each kind went. The trail keeps the counts."""
    gone = dict.fromkeys(KINDS, 0)
    for customer_id in _customers():
        with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
            here = _let_go_of(customer_id, at, by)
            if any(here.values()):
                record(RAN, subject_kind="customer", subject_id=customer_id, by=by, at=at, data=here)
            for kind, count in here.items():
                gone[kind] += count
    with transaction.atomic(), on_side("vendor"):
        for kind, rows in _of_nobody(at).items():
            gone[kind] += _drop(kind, rows.going)
        record_system(RAN, by=by, at=at, data={"gone": gone, "holds": standing_holds().count()})
    return gone


def last_run() -> SystemEntry | None:
    """Return the trail's row of the last sweep, for the vendor's people; its data holds the counts by kind."""
    return SystemEntry.objects.filter(type=RAN).order_by("-at", "-id").first()


def forget_answers(at: datetime) -> int:
    """Delete the answers kept for repeated requests that are due, and return how many."""
    return _drop(ANSWERS, _answers(at).going)


def _customers() -> Iterator[UUID]:
    yield from Customer.objects.order_by("id").values_list("id", flat=True)


def _of_customer(customer_id: UUID, at: datetime) -> dict[str, _Sorted]:
    all_held = customer_id in held_customers()
    attempts = list(SignInAttempt.objects.filter(started_at__lte=cut_off(SIGN_INS, at)).values_list("id", flat=True))
    uploads = [
        row
        for rows in (
            FleetUpload.objects.filter(uploaded_at__lte=cut_off(UPLOADS, at)),
            ContactUpload.objects.filter(uploaded_at__lte=cut_off(UPLOADS, at)),
            ContactImportLine.objects.filter(batch__imported_at__lte=cut_off(UPLOADS, at)),
        )
        for row in rows.values_list("id", flat=True)
    ]
    calls = [
        *Admission.objects.filter(asked_at__lte=cut_off(CALLS, at)).values_list("id", flat=True),
        *Call.objects.filter(called_at__lte=cut_off(CALLS, at)).values_list("id", flat=True),
    ]
    closed = QueueRow.objects.filter(customer_id=customer_id, status="closed", changed_at__lte=cut_off(CASE_WORDS, at))
    cases = list(closed.exclude(title=ERASED).order_by("id").values_list("id", flat=True))
    kept = frozenset(cases) if all_held else held_cases(customer_id)
    left = Contact.objects.filter(ended_at__lte=cut_off(PEOPLE, at)).exclude(
        id__in=Erasure.objects.filter(customer_id=customer_id).values("contact_id")
    )
    people = _people(list(left), at)
    return {
        SIGN_INS: _whole(attempts, held=all_held),
        UPLOADS: _whole(uploads, held=all_held),
        CALLS: _whole(calls, held=all_held),
        CASE_WORDS: _Sorted([one for one in cases if one not in kept], [one for one in cases if one in kept]),
        PEOPLE: people,
    }


def _people(left: Sequence[Contact], at: datetime) -> _Sorted:
    """Sort people who have left. One who is still here as another contact, or whose request waits, is no case for the sweep."""
    going: list[Contact] = []
    held: list[Contact] = []
    met: set[UUID] = set()
    for contact in left:
        person = someone(contact)
        still_here = Contact.objects.filter(id__in=person.contacts).filter(
            Q(ended_at=None) | Q(ended_at__gt=cut_off(PEOPLE, at))
        )
        if contact.id in met or still_here.exists() or waiting_requests().filter(contact_id=contact.id).exists():
            continue
        met |= person.contacts
        (held if hold_on(person) else going).append(contact)
    return _Sorted(going, held)


def _of_nobody(at: datetime) -> dict[str, _Sorted]:
    """What has no customer, or not one only."""
    jobs = ended_jobs(cut_off(MAILS, at))
    held = held_customers()
    return {
        SIGN_INS: _Sorted(list(ended_sessions(cut_off(SIGN_INS, at)).values_list("pk", flat=True))),
        MAILS: _Sorted(
            [one for one in jobs if one.customer_id not in held], [one for one in jobs if one.customer_id in held]
        ),
        ANSWERS: _answers(at),
        COUNTERS: _Sorted(
            list(RateCounter.objects.filter(window_starts_at__lte=cut_off(COUNTERS, at)).values_list("pk", flat=True))
        ),
    }


def _answers(at: datetime) -> _Sorted:
    rows = StoredAnswer.objects.filter(created_at__lte=cut_off(ANSWERS, at)).values_list("id", "customer_id")
    found, held = list(rows), held_customers()
    return _Sorted([one for one, whose in found if whose not in held], [one for one, whose in found if whose in held])


def _whole(rows: Sequence[Any], *, held: bool) -> _Sorted:
    return _Sorted((), rows) if held else _Sorted(rows)


def _let_go_of(customer_id: UUID, at: datetime, by: Actor) -> dict[str, int]:
    sorted_ = _of_customer(customer_id, at)
    cases = sorted_[CASE_WORDS].going
    for entry in personal() if cases else ():
        if entry.case:
            blank_cases(entry, cases, customer_id)
    kept_for = {UPLOADS: (FleetUpload, ContactUpload, ContactImportLine), CALLS: (Admission, Call)}
    for kind, models in kept_for.items():
        for model in models:
            model.objects.filter(id__in=sorted_[kind].going).delete()
    SignInAttempt.objects.filter(id__in=sorted_[SIGN_INS].going).delete()
    for contact in sorted_[PEOPLE].going:
        asked = request_erasure(contact=contact, reason=BY_RETENTION, by=by, at=at)
        carry_out(erasure=confirm_erasure(asked=asked, by=by, at=at), by=by, at=at)
    return {kind: len(rows.going) for kind, rows in sorted_.items()}


def _drop(kind: str, rows: Sequence[Any]) -> int:
    if kind == MAILS:
        for job in rows:
            take_away(job)
    elif kind == SIGN_INS:
        Session.objects.filter(pk__in=rows).delete()
    elif kind == ANSWERS:
        StoredAnswer.objects.filter(id__in=rows).delete()
    else:
        RateCounter.objects.filter(pk__in=rows).delete()
    return len(rows)
