"""Erasing a person in two steps: somebody asks and says why, an operator looks at what would go and confirms.

With the confirmation the person's access ends at once; a job does the rest, all or nothing. A pseudonym takes the place of
name, mail address and phone number; words that the person wrote, or that name it, go. Every id, instant, code and count
stays, so no statistic moves and every decision replays.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from voorrang.accounts.actions import end_contact
from voorrang.accounts.models import Contact, User
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.privacy.blanking import blank_person, count_person
from voorrang.privacy.data_map import Mapped, personal
from voorrang.privacy.holds import check_no_hold, hold_on, may_keep
from voorrang.privacy.models import Erasure, ErasureRequest, Hold
from voorrang.privacy.people import Someone, someone
from voorrang.privacy.queued import forget_jobs_of, jobs_of
from voorrang.privacy.refusals import (
    ErasedAlready,
    ErasureIncomplete,
    ReasonMissing,
    RequestedAlready,
    RequestWithdrawn,
    RoleMayNot,
)
from voorrang.privacy.signed_in import end_sessions_of, sessions_of

SESSIONS = "sessions.Session"
QUEUE = "procrastinate.ProcrastinateJob"
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""None that is read as another."""
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Touched:
    """What of one table would go: rows that are the person's own, and further ones that name it."""

    label: str
    own: int
    naming: int


def request_erasure(*, contact: Contact, reason: str, also: str = "", by: Actor, at: datetime) -> ErasureRequest:
    """Ask to erase a contact of the selected customer. `also` holds further spellings of the name, one a line.

    Raises `ReasonMissing`, `ErasedAlready` and `RequestedAlready`. A hold stops the confirmation, not the request.
    """
    if not reason.strip():
        raise ReasonMissing
    if erasure_of(contact.id) is not None:
        raise ErasedAlready(str(contact.id))
    if waiting_requests(selected_id()).filter(contact_id=contact.id).exists():
        raise RequestedAlready(str(contact.id))
    asked = ErasureRequest.objects.create(
        customer_id=selected_id(),
        contact_id=contact.id,
        reason=reason.strip(),
        also=also.strip(),
        requested_by=by.id,
        requested_at=at,
    )
    data = {"contact": str(contact.id)}
    record("erasure.requested", subject_kind="erasure_request", subject_id=asked.id, by=by, at=at, data=data)
    return asked


def withdraw_request(*, asked: ErasureRequest, by: Actor, at: datetime) -> None:
    """Take a request back that nobody has confirmed. Does nothing when it was taken back before. Raises `ErasedAlready`."""
    if Erasure.objects.filter(request=asked).exists():
        raise ErasedAlready(str(asked.contact_id))
    if ErasureRequest.objects.filter(id=asked.id, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by.id):
        record("erasure.withdrawn", subject_kind="erasure_request", subject_id=asked.id, by=by, at=at)


def confirm_erasure(*, asked: ErasureRequest, by: Actor, at: datetime) -> Erasure:
    """Confirm: the person loses access now, everything else is due to go. The caller enqueues `jobs.erase`.

    Raises `RoleMayNot`, `RequestWithdrawn`, `ErasedAlready` and `UnderLegalHold`.
    """
    if by.side != "vendor" or not may_keep(by):
        raise RoleMayNot(by.role)
    asked = ErasureRequest.objects.select_for_update().get(id=asked.id)
    if asked.withdrawn_at is not None:
        raise RequestWithdrawn(str(asked.id))
    if Erasure.objects.filter(request=asked).exists():
        raise ErasedAlready(str(asked.contact_id))
    person = person_of(asked)
    check_no_hold(person)
    erasure = Erasure.objects.create(
        customer_id=asked.customer_id,
        request=asked,
        contact_id=asked.contact_id,
        pseudonym=_pseudonym(),
        confirmed_by=by.id,
        confirmed_at=at,
    )
    for contact in Contact.objects.filter(id__in=person.contacts):
        end_contact(contact=contact, by=by, at=at, erases=True)
    for user in User.objects.filter(id__in=person.users):
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
    end_sessions_of(person)
    data = {"contact": str(asked.contact_id), "request": str(asked.id)}
    record("erasure.confirmed", subject_kind="erasure", subject_id=erasure.id, by=by, at=at, data=data)
    return erasure


def carry_out(*, erasure: Erasure, by: Actor, at: datetime) -> Erasure:
    """Erase what is left of the person and write the evidence. Does nothing when it was done before.

    Raises `UnderLegalHold` where one was placed in between, and `ErasureIncomplete` when something is found again.
    """
    erasure = Erasure.objects.select_for_update().get(id=erasure.id)
    if erasure.done_at is not None:
        return erasure
    person = person_of(erasure.request)
    check_no_hold(person)
    name = f"Person {erasure.pseudonym}"
    touched = {entry.label: blank_person(entry, person, name) for entry in _tables()}
    touched[QUEUE] = forget_jobs_of(person)
    touched[SESSIONS] = end_sessions_of(person)
    if left := [one for one in _counted(person) if one.naming]:
        raise ErasureIncomplete(", ".join(one.label for one in left))
    erasure.touched = {label: count for label, count in sorted(touched.items()) if count}
    erasure.done_at = at
    erasure.proof = proof_of(erasure)
    erasure.save(update_fields=["touched", "done_at", "proof"])
    data = {"contact": str(erasure.contact_id), "rows": sum(erasure.touched.values()), "proof": erasure.proof}
    record("erasure.done", subject_kind="erasure", subject_id=erasure.id, by=by, at=at, data=data)
    return erasure


def preview(asked: ErasureRequest) -> list[Touched]:
    """Return what would go, by table, without what holds nothing of the person."""
    return [one for one in _counted(person_of(asked)) if one.own or one.naming]


def hold_against(asked: ErasureRequest) -> Hold | None:
    """Return the hold that keeps a request from being confirmed."""
    return hold_on(person_of(asked))


def person_of(asked: ErasureRequest) -> Someone:
    """Return the person that a request of the selected customer is about."""
    return someone(Contact.objects.get(id=asked.contact_id), asked.also.splitlines())


def erasure_of(contact_id: UUID) -> Erasure | None:
    """Return the erasure of a contact, or None."""
    return Erasure.objects.filter(contact_id=contact_id).first()


def waiting_requests(customer_id: UUID | None = None) -> QuerySet[ErasureRequest]:
    """Return the requests that nobody has confirmed or taken back."""
    found = ErasureRequest.objects.filter(withdrawn_at=None, erasure=None)
    return found.filter(customer_id=customer_id) if customer_id else found


def proof_of(erasure: Erasure) -> str:
    """Return the digest over what the evidence says."""
    said = {
        "customer": str(erasure.customer_id),
        "request": str(erasure.request_id),
        "contact": str(erasure.contact_id),
        "pseudonym": erasure.pseudonym,
        "confirmed_by": str(erasure.confirmed_by),
        "confirmed_at": erasure.confirmed_at.isoformat(),
        "done_at": erasure.done_at.isoformat() if erasure.done_at else "",
        "touched": erasure.touched,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _counted(person: Someone) -> list[Touched]:
    return [
        *(Touched(entry.label, *count_person(entry, person)) for entry in _tables()),
        Touched(QUEUE, 0, len(jobs_of(person))),
        Touched(SESSIONS, 0, len(sessions_of(person))),
    ]


def _tables() -> list[Mapped]:
    """Return the tables that are looked through as such; queue and sessions are unpacked first."""
    return [entry for entry in personal() if entry.label not in {QUEUE, SESSIONS}]


def _pseudonym() -> str:
    """Return a random name that says nothing of the person; nobody can come back from it."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"
