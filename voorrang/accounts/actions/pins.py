"""Handing out the unique PIN of direct access (T1.3): a one-time link first, the PIN when the link is opened."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Least

from voorrang.accounts.mails import pin_mail
from voorrang.accounts.models import Contact, Customer, DirectoryEntry, Helpdesk, Pin, PinGrant
from voorrang.accounts.queries import open_pin_grant, selected_customer
from voorrang.accounts.secrets import hash_pin_secret
from voorrang.accounts.tokens import make_secret
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.editions.store import programme_at
from voorrang.gateways.mail import send_after_commit
from voorrang.lib.tenancy import customer_selected
from voorrang.rules import pin as pin_rules

DEFAULT_RULES = {"overlap_days": 14, "link_hours": 72}
"""Where the programme's assumption `pin_rules` says nothing."""

_SELECTOR_TRIES = 50


class SelectorsExhausted(RuntimeError):
    """No free selector was found: nearly all of the 100,000 are given out."""


def grant_pin(
    *, helpdesk: Helpdesk, contact: Contact, overlap_for: timedelta | None = None, by: Actor, at: datetime
) -> str:
    """Grant a contact the sight of a new PIN for a helpdesk, mail the one-time link, and return its token.

    Older PINs of the helpdesk stay valid until `at + overlap_for` once the link is opened; None takes the programme's
    setting, zero ends them at that moment (a PIN that leaked).
    """
    customer = selected_customer()
    rules = _rules(customer, at)
    overlap_for = timedelta(days=rules["overlap_days"]) if overlap_for is None else overlap_for
    secret = make_secret("vrp")
    grant = PinGrant.objects.create(
        customer=customer,
        helpdesk=helpdesk,
        contact=contact,
        token_hash=secret.hash,
        issued_at=at,
        expires_at=at + timedelta(hours=rules["link_hours"]),
        overlap_ends_at=at + overlap_for if overlap_for else None,
    )
    DirectoryEntry.objects.create(customer=customer, key=f"grant:{secret.hash}", target=grant.id)
    data = {"helpdesk": str(helpdesk.id), "contact": str(contact.id)}
    record("pin.granted", subject_kind="helpdesk", subject_id=helpdesk.id, by=by, at=at, data=data)
    if contact.email:
        send_after_commit(pin_mail(contact, helpdesk, secret.text, grant.expires_at))
    return secret.text


def redeem_pin_grant(*, token: str, by: Actor, at: datetime) -> str:
    """Make the helpdesk's new PIN and return it, grouped for reading aloud. It is never shown again.

    Older PINs end when their overlap does, or now. No customer needs to be selected. Raises `PinGrant.DoesNotExist`
    (unknown, used, run out), `SelectorsExhausted`.
    """
    grant = open_pin_grant(token, at)
    with customer_selected(grant.customer_id):
        helpdesk = Helpdesk.objects.select_for_update().get(id=grant.helpdesk_id)
        if not PinGrant.objects.filter(id=grant.id, used_at=None).update(used_at=at):
            raise PinGrant.DoesNotExist
        DirectoryEntry.objects.filter(key=f"grant:{grant.token_hash}").delete()
        ends_at = max(at, grant.overlap_ends_at or at)
        older = Pin.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), helpdesk=helpdesk)
        older.update(ends_at=Least(Coalesce("ends_at", ends_at), ends_at))
        pin, text = _make(helpdesk, at)
        data = {"helpdesk": str(helpdesk.id), "selector": pin.selector}
        record("pin.issued", subject_kind="pin", subject_id=pin.id, by=by, at=at, data=data)
    return text


def end_pin(*, pin: Pin, by: Actor, at: datetime) -> None:
    """End a PIN of the selected customer at once. Does nothing when it has ended already."""
    if not Pin.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), id=pin.id).update(ends_at=at):
        return
    pin.ends_at = at
    record("pin.ended", subject_kind="pin", subject_id=pin.id, by=by, at=at, data={"selector": pin.selector})


def _make(helpdesk: Helpdesk, at: datetime) -> tuple[Pin, str]:
    """Store a PIN under a selector that nobody has; the directory's unique key decides between two who try the same."""
    secret = _digits(pin_rules.SECRET_DIGITS)
    for _attempt in range(_SELECTOR_TRIES):
        selector = _digits(pin_rules.SELECTOR_DIGITS)
        pin = Pin(customer_id=helpdesk.customer_id, helpdesk=helpdesk, selector=selector, starts_at=at)
        try:
            with transaction.atomic():
                DirectoryEntry.objects.create(customer_id=helpdesk.customer_id, key=f"pin:{selector}", target=pin.id)
        except IntegrityError:
            continue
        pin.secret_hash = hash_pin_secret(selector, secret)
        pin.save(force_insert=True)
        return pin, pin_rules.show(pin_rules.compose(selector, secret))
    raise SelectorsExhausted


def _digits(count: int) -> str:
    return f"{secrets.randbelow(10**count):0{count}d}"


def _rules(customer: Customer, at: datetime) -> dict[str, int]:
    try:
        own: dict[str, int] = programme_at(customer.programme, at).assumption("pin_rules").value
    except KeyError:
        own = {}
    return DEFAULT_RULES | own
