"""Somebody on no list is let claim by an agent, until the helpdesk's lead says yes or no (E.2). Nothing ends unsaid."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from voorrang.accounts.actions.customers import add_contact
from voorrang.accounts.actions.rotation import leads
from voorrang.accounts.caller_rules import caller_rules
from voorrang.accounts.mails import admission_mail, lapsed_mail
from voorrang.accounts.models import Admission, Call, Contact
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_phone, selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.gateways.mail import send_after_commit

THIS_CALL = timedelta(hours=8)
"""How long an admission for one call holds: the working day of whoever took it."""


class CallerListed(ValueError):
    """The number is on the customer's list: there is nobody to let in."""


class CallerDeclined(ValueError):
    """The lead has said no to this number. `admission` says why."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        super().__init__(str(admission.id))


class AdmissionSettled(ValueError):
    """Another lead was faster, or the time was over. `admission` says what holds."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        super().__init__(str(admission.id))


def admit_caller(
    *,
    name: str,
    number: str,
    reason: str,
    days: int,
    helpdesk_id: UUID | None = None,
    call_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Admission:
    """Let somebody on no list claim for `days`, 0 for this call only, and ask the leads by mail.

    Who waits already is returned as it is: two agents may meet the same caller. Raises `CallerListed`, `CallerDeclined`.
    """
    customer = selected_customer()
    phone = e164(number, customer.head_office_country)[:40]
    if contact_by_phone(number, at, country=customer.head_office_country) is not None:
        raise CallerListed(phone)
    declined = declined_admission(phone)
    if declined is not None:
        raise CallerDeclined(declined)
    days = min(max(days, 0), caller_rules(customer, at).admit_days)
    admission: Admission
    try:
        with transaction.atomic():
            admission = Admission.objects.create(
                customer_id=customer.id,
                name=name,
                number=phone,
                reason=reason,
                helpdesk_id=helpdesk_id,
                call=Call.objects.filter(id=call_id).first(),
                asked_at=at,
                asked_by=by.id,
                expires_at=at + (timedelta(days=days) if days else THIS_CALL),
            )
    except IntegrityError:
        admission = Admission.objects.get(number=phone, answer="")
        return admission
    if call_id is not None:
        Call.objects.filter(id=call_id).update(name=name)
    record("caller.admitted", subject_kind="admission", subject_id=admission.id, by=by, at=at, data={"days": days})
    for lead in leads(at):
        send_after_commit(admission_mail(customer, lead, admission))
    return admission


def approve_caller(*, admission: Admission, facts: dict[str, Any], by: Actor, at: datetime) -> Contact:
    """Put the caller on the list with these facts (those of `add_contact`), as of the call, and return the contact.

    The lead says that the person belonged to the helpdesk when it called, so what was decided then is looked at again.
    Raises `AdmissionSettled`.
    """
    _settle(admission, Admission.Answer.APPROVED, by=by, at=at)
    contact = add_contact(**{"helpdesk": admission.helpdesk} | facts, listed_from=admission.asked_at, by=by, at=at)
    Admission.objects.filter(id=admission.id).update(contact=contact)
    Call.objects.filter(number=admission.number, contact=None, called_at__gte=admission.asked_at).update(
        contact=contact
    )
    Call.objects.filter(id=admission.call_id, contact=None).update(contact=contact)
    record("caller.approved", subject_kind="admission", subject_id=admission.id, by=by, at=at)
    return contact


def decline_caller(*, admission: Admission, reason: str, by: Actor, at: datetime) -> None:
    """Say no: from now on nobody with this number is let claim. Raises `AdmissionSettled`."""
    _settle(admission, Admission.Answer.DECLINED, by=by, at=at, reason=reason)
    record("caller.declined", subject_kind="admission", subject_id=admission.id, by=by, at=at)


def lapse_admissions(at: datetime) -> int:
    """End the selected customer's admissions whose time is over, tell the leads, and return how many ended."""
    over = Admission.objects.filter(answer="", expires_at__lte=at).order_by("expires_at", "id")
    lapsed = [one for one in over if _claims(one, Admission.Answer.LAPSED, by=SYSTEM, at=at)]
    for admission in lapsed:
        record("caller.lapsed", subject_kind="admission", subject_id=admission.id, by=SYSTEM, at=at)
        for lead in leads(at):
            send_after_commit(lapsed_mail(selected_customer(), lead, admission))
    return len(lapsed)


def declined_admission(phone: str) -> Admission | None:
    """Return the lead's last word on a number if it was no, else None. The number is in international form."""
    last: Admission | None = (
        Admission.objects.filter(number=phone).exclude(answer="").order_by("-asked_at", "-id").first()
        if phone
        else None
    )
    return last if last is not None and last.answer == Admission.Answer.DECLINED else None


def _settle(admission: Admission, answer: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    if admission.expires_at <= at or not _claims(admission, answer, by=by, at=at, reason=reason):
        admission.refresh_from_db()
        raise AdmissionSettled(admission)


def _claims(admission: Admission, answer: str, *, by: Actor, at: datetime, reason: str = "") -> bool:
    """One conditional write: of two leads who answer at once, one wins."""
    return bool(
        Admission.objects.filter(id=admission.id, answer="").update(
            answer=answer, answered_at=at, answered_by=by.id, answer_reason=reason
        )
    )
