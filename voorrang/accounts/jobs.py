"""What happens to accounts without anybody asking."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session

from voorrang.accounts.actions.admissions import lapse_admissions
from voorrang.accounts.actions.invitations import invite
from voorrang.accounts.actions.rotation import remind_of_old_pins, warn_of_partner_ends
from voorrang.accounts.actions.tokens import warn_of_ends
from voorrang.accounts.caller_list.uploads import finish_list
from voorrang.accounts.models import ContactUpload, Customer, OpenSession, RateCounter
from voorrang.accounts.queries import contact_by_email, members, open_invitations
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.lib.jobs import SWEEP, JobContext, job, tick

_KEPT_FOR = timedelta(days=1)
"""Longer than any window that is counted."""


@tick("accounts.forget_counters", cron="43 * * * *")
def forget_counters(at: datetime) -> int:
    """Delete the counters of attempts whose window is long over; return how many."""
    deleted, _ = RateCounter.objects.filter(window_starts_at__lte=at - _KEPT_FOR).delete()
    return deleted


@tick("accounts.forget_sessions", cron="23 3 * * *")
def forget_sessions(at: datetime) -> int:
    """Delete sessions that have run out, and what we noted of those that are gone; return how many notes."""
    Session.objects.filter(expire_date__lte=at).delete()
    gone = OpenSession.objects.filter(seen_at__lte=at - _KEPT_FOR)
    deleted, _ = gone.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return deleted


@tick("accounts.warn_of_token_ends", cron="37 5 * * *", queue=SWEEP)
def warn_of_token_ends(at: datetime) -> int:
    """Ask each customer's tokens that end soon; return of how many customers."""
    customers = list(Customer.objects.values_list("id", flat=True))
    for customer_id in customers:
        warn_of_customers_token_ends.enqueue(customer_id=customer_id, by=SYSTEM, at=at)
    return len(customers)


@job("accounts.warn_of_customers_token_ends")
def warn_of_customers_token_ends(context: JobContext) -> None:
    """Warn of one customer's tokens, partners and PINs whose time is over soon."""
    warn_of_ends(by=SYSTEM, at=context.at)
    warn_of_partner_ends(by=SYSTEM, at=context.at)
    remind_of_old_pins(by=SYSTEM, at=context.at)


@tick("accounts.lapse_admissions", cron="*/10 * * * *", queue=SWEEP)
def lapse_all_admissions(at: datetime) -> int:
    """Ask each customer's callers who were let in and whose time is over; return of how many customers."""
    customers = list(Customer.objects.values_list("id", flat=True))
    for customer_id in customers:
        lapse_customers_admissions.enqueue(customer_id=customer_id, by=SYSTEM, at=at)
    return len(customers)


@job("accounts.lapse_customers_admissions")
def lapse_customers_admissions(context: JobContext) -> None:
    """End one customer's admissions whose time is over."""
    lapse_admissions(context.at)


@job("accounts.take_in_list")
def take_in_list(context: JobContext, *, upload: str) -> None:
    """Take in a long caller list that a lead has confirmed. One that was dropped meanwhile is left alone."""
    waiting = ContactUpload.objects.filter(id=UUID(upload)).exclude(confirmed_at=None).first()
    if waiting is not None:
        finish_list(upload=waiting, by=Actor(**context.by), at=context.now)


@job("accounts.invite_listed")
def invite_listed(context: JobContext, *, people: list[list[str]]) -> None:
    """Invite people of a caller list by mail address and role. Who signs in by now, or was invited so already, is left out."""
    invited = {(one.contact.email, one.role) for one in open_invitations(context.now)}
    for email, role in people:
        contact = contact_by_email(email, context.now)
        if contact is None or (email, role) in invited:
            continue
        if not members(context.now).filter(contact=contact).exists():
            invite(contact=contact, role=role, by=Actor(**context.by), at=context.now)
