"""Reminding whoever owns a renewal that its contract ends, once a stage (90, 60, 30 days, or as the programme sets)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voorrang.accounts.models import Customer, StaffRole, User
from voorrang.accounts.queries import selected_customer, staff_with_role
from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM
from voorrang.contracts.models import Contract, Renewal, RenewalRow
from voorrang.contracts.renewal_rows import project_renewals
from voorrang.editions.store import programme_at
from voorrang.gateways.mail import Message, send_after_commit
from voorrang.rules import renewals as rules


def customers_ending(at: datetime) -> list[UUID]:
    """Return the customers with an open renewal that has reached its next stage by `at`: from the vendor's projection."""
    due = RenewalRow.objects.filter(state=RenewalRow.State.OPEN, remind_at__lte=at).order_by("customer_id")
    return list(due.values_list("customer_id", flat=True).distinct())


def remind_of_renewals(at: datetime) -> int:
    """Mail the owner of every renewal of the selected customer that has reached a stage, else all sales; return how many.

    Each stage once, also of two runs at once; a run that comes late tells the stage reached now, not those it missed.
    """
    customer = selected_customer()
    days = rules.stages(programme_at(customer.programme, at))
    # By any state of theirs that is due: the row may be older than a change of the programme's stages.
    due = RenewalRow.objects.filter(customer=customer, state=RenewalRow.State.OPEN, remind_at__lte=at)
    sent = 0
    for row in due.select_related("owner").order_by("ends_at", "id"):
        contract = Contract.objects.get(id=row.contract_id)
        work, _is_new = Renewal.objects.get_or_create(contract=contract, customer=customer)
        stage = rules.stage_to_tell(row.ends_at, at, days, work.told_stage)
        # Claimed by its own value: of two sweeps one sees that another was here.
        claimed = Renewal.objects.filter(id=work.id, told_stage=work.told_stage)
        if stage is None or not claimed.update(told_stage=stage):
            continue
        for user in _readers(row, at):
            send_after_commit(_mail(user, customer, row, at))
        data = {"stage": stage}
        record("renewal.reminded", subject_kind="contract", subject_id=contract.id, by=SYSTEM, at=at, data=data)
        sent += 1
    project_renewals(at)
    return sent


def _readers(row: RenewalRow, at: datetime) -> list[User]:
    if row.owner is not None:
        return [row.owner]
    return [staff.user for staff in staff_with_role([StaffRole.SALES], at)]


def _mail(user: User, customer: Customer, row: RenewalRow, at: datetime) -> Message:
    left = max((row.ends_at - at).days, 0)
    with translation.override(user.language):
        facts = {
            "name": user.name,
            "customer": customer.name,
            "number": row.number,
            "n": left,
            "link": settings.VOORRANG_BASE_URL,
        }
        text = (
            ngettext(
                "Hello %(name)s,\n\nContract %(number)s of %(customer)s ends in %(n)s day, and nothing follows it yet.",
                "Hello %(name)s,\n\nContract %(number)s of %(customer)s ends in %(n)s days, and nothing follows it yet.",
                left,
            )
            + "\n\n"
            + _("Make a quote, or note why it is lost:\n%(link)s")
        )
        subject = _("Contract %(number)s of %(customer)s ends soon") % facts
        return Message(user.email, subject, text % facts, user.language)
