"""A customer objects to a decision: a named person of the vendor, who may decide otherwise (D.5), is told by mail."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer, User
from voorrang.accounts.queries import assignments, selected_customer, staff_with_role
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.audit.models import Entry
from voorrang.editions.store import programme_of
from voorrang.entitlements.models import Decision
from voorrang.gateways.mail import Message, send_after_commit

OBJECTED = "decision.objected"
DECISION_PATH = "/desk/customers/{code}/decisions/{decision}/"
"""Where the mail leads; a test holds it together with the desk's address."""


def object_to(*, decision: Decision, text: str, by: Actor, at: datetime) -> list[User]:
    """Tell those who may decide otherwise that the customer objects, and return them: assigned people before all others.

    The words go by mail only; the trail keeps that, when and by whom.
    """
    customer = selected_customer()
    programme = programme_of(decision.terms_hash, decision.coverage_hash, decision.readings_hash)
    people = _deciders(customer, programme.discretion_roles, at)
    for person in people:
        send_after_commit(_mail(person, customer, decision, text))
    data = {"told": [str(person.id) for person in people]}
    record(OBJECTED, subject_kind="decision", subject_id=decision.id, by=by, at=at, data=data)
    return people


def objected_at(decision: Decision) -> datetime | None:
    """Return when the customer last objected, or None."""
    found = Entry.objects.filter(type=OBJECTED, subject_kind="decision", subject_id=decision.id).order_by("-at")
    at: datetime | None = found.values_list("at", flat=True).first()
    return at


def _deciders(customer: Customer, roles: frozenset[str], at: datetime) -> list[User]:
    assigned = [one.user for one in assignments(customer.id, at) if one.role in roles]
    return assigned or [staff.user for staff in staff_with_role(sorted(roles), at)]


def _mail(person: User, customer: Customer, decision: Decision, text: str) -> Message:
    path = DECISION_PATH.format(code=customer.code, decision=decision.id)
    with translation.override(person.language):
        facts = {
            "name": person.name,
            "customer": customer.name,
            "text": text,
            "link": settings.VOORRANG_BASE_URL.rstrip("/") + path,
        }
        words = _(
            "Hello %(name)s,\n\n"
            "%(customer)s objects to a decision:\n\n"
            "%(text)s\n\n"
            "Look at it, and answer the customer:\n%(link)s"
        )
        return Message(person.email, _("%(customer)s objects to a decision") % facts, words % facts, person.language)
