"""Keeping who called when, and what came of it."""

from datetime import datetime
from uuid import UUID

from voorrang.accounts.models import Call, Contact
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_phone, selected_customer
from voorrang.audit.actor import Actor


def note_pin_check(*, helpdesk_id: UUID, number: str, outcome: str, by: Actor, at: datetime) -> Call:
    """Note a call whose PIN led to a helpdesk of the selected customer, with the contact that has the number."""
    customer = selected_customer()
    call: Call = Call.objects.create(
        customer_id=customer.id,
        called_at=at,
        helpdesk_id=helpdesk_id,
        contact=contact_by_phone(number, at, country=customer.head_office_country) if number else None,
        number=e164(number, customer.head_office_country)[:40] if number else "",
        outcome=outcome,
        taken_by=by.id if by.side == "vendor" and by.kind == "user" else None,
    )
    return call


def note_decision(  # noqa: PLR0913 -- a call is about that many things
    *,
    call_id: UUID | None = None,
    contact: Contact | None = None,
    number: str = "",
    outcome: str,
    decision_id: UUID,
    case_id: UUID | None = None,
    case_number: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Note what was decided on a call, and the case that came of it: on the call whose PIN was checked, else on a new one.

    A call that leads to a second decision (the caller misspoke) is noted a second time.
    """
    facts = {"outcome": outcome, "decision_id": decision_id, "case_id": case_id, "case_number": case_number}
    if contact is not None:
        facts["contact"] = contact
    if call_id is not None and Call.objects.filter(id=call_id, decision_id=None).update(**facts):
        return
    earlier: Call | None = Call.objects.filter(id=call_id).first() if call_id is not None else None
    country = selected_customer().head_office_country
    given = {"helpdesk_id": earlier.helpdesk_id, "contact_id": earlier.contact_id} if earlier else {}
    Call.objects.create(
        **given
        | facts
        | {
            "customer_id": selected_customer().id,
            "called_at": at,
            "name": earlier.name if earlier else "",
            "number": e164(number, country)[:40] if number else "",
            "taken_by": by.id if by.side == "vendor" and by.kind == "user" else None,
        }
    )
