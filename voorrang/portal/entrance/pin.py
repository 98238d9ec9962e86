"""The one-time link to a new PIN. Opening it says what will happen; the button makes the PIN and shows it, once."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from voorrang.accounts.actions import redeem_pin_grant
from voorrang.accounts.models import Pin, PinGrant
from voorrang.accounts.queries import open_pin_grant
from voorrang.audit.actor import Actor
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected


@sensitive_variables("text", "digits")
@never_cache
def reveal(request: Any, token: str) -> HttpResponse:
    """Show whose PIN will be made; with the form sent, make it and show it. The answer is kept nowhere."""
    at = now()
    with transaction.atomic():
        try:
            grant = open_pin_grant(token, at)
            if request.method != "POST":
                return render(request, "portal/entrance/pin.html", {"grant": grant, "has_older": _has_older(grant)})
            text = redeem_pin_grant(token=token, by=_reader(request, grant), at=at)
        except PinGrant.DoesNotExist:
            return render(request, "portal/entrance/gone.html", {"what": "pin"}, status=404)
    digits = text.replace(" ", "")
    context = {"grant": grant, "groups": text.split(), "digits": digits}
    answer = render(request, "portal/entrance/pin_shown.html", context)
    answer.is_secret = True  # type: ignore[attr-defined]  # read by the middleware that keeps answers
    return answer


reveal.own_transaction = True  # type: ignore[attr-defined]  # no customer is selected before the link says which


def _reader(request: Any, grant: PinGrant) -> Actor:
    """Who opens the link: whoever is signed in at this customer, else the contact whom it was mailed to."""
    visitor = request.visitor
    if visitor.customer is not None and visitor.customer.id == grant.customer_id:
        return Actor(kind="user", id=visitor.by.id, side="customer", role=visitor.by.role)
    return Actor(kind="caller", id=grant.contact_id, side="customer", role="nobody")


def _has_older(grant: PinGrant) -> bool:
    with customer_selected(grant.customer_id):
        return bool(Pin.objects.filter(helpdesk_id=grant.helpdesk_id, ends_at=None).exists())
