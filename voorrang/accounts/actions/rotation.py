"""Telling the leads in time: a PIN that is due for a new one, a partner whose authority ends."""

from datetime import datetime, timedelta

from django.db.models import Q

from voorrang.accounts.caller_rules import caller_rules, rotate_months
from voorrang.accounts.mails import old_pin_mail, partner_mail
from voorrang.accounts.models import Contact, CustomerRole, Partner, Pin, PinPlan
from voorrang.accounts.queries import members, pins, selected_customer, selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.gateways.mail import send_after_commit
from voorrang.rules.promises import add_months

NOTED_FOR = timedelta(hours=1)


def plan_rotation(*, every_months: int, by: Actor, at: datetime) -> None:
    """Choose after how many months PINs of the selected customer are due for new ones. Reminders begin anew."""
    if PinPlan.objects.filter(ends_at=None, every_months=every_months).exists():
        return
    PinPlan.objects.filter(ends_at=None).update(ends_at=at)
    plan = PinPlan.objects.create(customer_id=selected_id(), every_months=every_months, starts_at=at)
    Pin.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at)).update(reminded_at=None)
    data = {"months": every_months}
    record("pin.rotation_planned", subject_kind="pin_plan", subject_id=plan.id, by=by, at=at, data=data)


def note_use(pin: Pin, at: datetime) -> None:
    """Note that a PIN was used: written once an hour at most."""
    Pin.objects.filter(Q(last_used_at=None) | Q(last_used_at__lte=at - NOTED_FOR), id=pin.id).update(last_used_at=at)


def remind_of_old_pins(*, by: Actor, at: datetime) -> int:
    """Tell the selected customer's leads of PINs that are due for new ones, once for each; return how many were told of.

    A PIN that ends anyway, for a newer one works beside it, is none of them.
    """
    customer = selected_customer()
    due = add_months(at, -rotate_months(customer, at))
    told = 0
    for pin in pins(at).filter(ends_at=None, reminded_at=None, starts_at__lte=due):
        if not Pin.objects.filter(id=pin.id, reminded_at=None).update(reminded_at=at):
            continue
        for lead in leads(at):
            send_after_commit(old_pin_mail(customer, lead, pin))
        record("pin.due_told", subject_kind="pin", subject_id=pin.id, by=by, at=at, data={"selector": pin.selector})
        told += 1
    return told


def warn_of_partner_ends(*, by: Actor, at: datetime) -> int:
    """Tell the selected customer's leads of authorities that end soon, once for each step; return how many were told of."""
    customer = selected_customer()
    steps = sorted(caller_rules(customer, at).warn_days)
    told = 0
    soon = Partner.objects.filter(ends_at__gt=at, ends_at__lte=at + timedelta(days=max(steps)))
    for partner in soon.order_by("ends_at", "id"):
        if partner.ends_at is None:
            continue
        step = next(days for days in steps if partner.ends_at <= at + timedelta(days=days))
        claimed = Partner.objects.filter(Q(warned_days=None) | Q(warned_days__gt=step), id=partner.id)
        if not claimed.update(warned_days=step):
            continue
        for lead in leads(at):
            send_after_commit(partner_mail(customer, lead, partner))
        record("partner.end_told", subject_kind="partner", subject_id=partner.id, by=by, at=at, data={"days": step})
        told += 1
    return told


def leads(at: datetime) -> list[Contact]:
    """Return the selected customer's leads who can be written to."""
    return [one.contact for one in members(at).filter(role=CustomerRole.HELPDESK_LEAD) if one.contact.email]
