"""Reminding the owners of open steps of an activation (G.7), each reminder once."""

from datetime import datetime
from uuid import UUID

from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer, CustomerRole, User
from voorrang.accounts.queries import assignments, members, selected_customer, staff_with_role
from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM
from voorrang.contracts.due_reminders import move_reminder
from voorrang.contracts.models import ActivationStep, DueReminder
from voorrang.contracts.queries import programme_of_contract
from voorrang.gateways.mail import Message, send_after_commit
from voorrang.rules.activation import checklist
from voorrang.rules.programme import Programme


def customers_due(at: datetime) -> list[UUID]:
    """Return the customers that have an open step whose reminder is due by `at`: read from the vendor's projection."""
    due = DueReminder.objects.filter(remind_at__lte=at).order_by("customer_id")
    return list(due.values_list("customer_id", flat=True).distinct())


def send_reminders(at: datetime) -> int:
    """Mail the owner of every open step of the selected customer whose reminder is due by `at`; return how many reminders.

    Two runs at once send each reminder once; one that comes late sends one mail for all the reminders that it missed.
    """
    customer = selected_customer()
    due = ActivationStep.objects.filter(done_at=None, remind_at__lte=at).select_related("contract")
    sent = 0
    for step in due.order_by("due_at", "id"):
        programme = programme_of_contract(step.contract, at)
        following = _next_reminder(step, programme, at)
        # Claimed by its own value: of two sweeps one sees that another was here.
        claimed = ActivationStep.objects.filter(id=step.id, done_at=None, remind_at=step.remind_at)
        if not claimed.update(remind_at=following):
            continue
        move_reminder(step.id, following)
        for user in owners(customer, step.owner_role, at):
            send_after_commit(_mail(user, customer, step, programme))
        data = {"step": step.key, "owner": step.owner_role}
        record(
            "activation_step.reminded",
            subject_kind="contract",
            subject_id=step.contract_id,
            by=SYSTEM,
            at=at,
            data=data,
        )
        sent += 1
    return sent


def owners(customer: Customer, role: str, at: datetime) -> list[User]:
    """Return who owns a step of the selected customer: its people with the role, or the vendor's.

    Of the vendor's those assigned to the customer go before all who have the role.
    """
    if role in CustomerRole.values:
        return [membership.user for membership in members(at).filter(role=role)]
    assigned = [one.user for one in assignments(customer.id, at).filter(role=role)]
    return assigned or [staff.user for staff in staff_with_role([role], at)]


def _next_reminder(step: ActivationStep, programme: Programme, at: datetime) -> datetime | None:
    for item in checklist(step.contract.purchased_at, programme):
        if item.key == step.key:
            return next((moment for moment in item.remind_at if moment > at), None)
    return None


def _mail(user: User, customer: Customer, step: ActivationStep, programme: Programme) -> Message:
    names = {item.key: item.name for item in programme.activation}
    name = names.get(step.key, {"en": step.key})
    with translation.override(user.language):
        facts = {
            "name": user.name,
            "customer": customer.name,
            "step": name.get(user.language, name["en"]),
            "due": format_date(step.due_at.date(), "d MMMM y", locale=user.language.replace("-", "_")),
            "contract": step.contract.number,
            "link": settings.VOORRANG_BASE_URL,
        }
        text = _(
            "Hello %(name)s,\n\n"
            "One step of the activation of contract %(contract)s of %(customer)s waits for you:\n\n"
            "    %(step)s\n\n"
            "It is due on %(due)s. Mark it as done here:\n%(link)s"
        )
        return Message(user.email, _("Due on %(due)s: %(step)s") % facts, text % facts, user.language)
