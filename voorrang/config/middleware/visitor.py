"""Finds out who asks, and opens the wall for the customer that the visitor belongs to."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from voorrang.accounts.actions import note_session
from voorrang.accounts.models import Customer, VendorToken
from voorrang.accounts.token_holder import opened_by_token
from voorrang.accounts.token_use import forget_use, note_use
from voorrang.accounts.tokens import CUSTOMER_TOKEN, hash_secret
from voorrang.accounts.visitor import (
    NO_VISITOR,
    TOKEN,
    VENDOR_TOKEN,
    Visitor,
    customers_of,
    may_open,
    member_visitor,
    staff_member,
    staff_visitor,
)
from voorrang.audit.actor import Actor
from voorrang.config.access_log import WHO
from voorrang.config.middleware.transaction import has_own_transaction
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected, for_the_rest

CUSTOMER_KEY = "customer"
"""Where the session keeps the id of the customer that a member of several has selected."""
VOUCHED_KEY = "vouched_for"
"""Where the session keeps the id of the customer whose identity provider signed the person in."""
NOTED_KEY = "noted"
"""Where the session keeps when it was last noted as seen, and under which name."""
BEGAN_KEY = "began"
"""Where the session keeps when the person logged in, in seconds since 1970."""


class VisitorMiddleware:
    """Sets `request.visitor`, and `request.select_customer` for the vendor's people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Identify the visitor; a view with transactions of its own selects the customer itself."""
        if has_own_transaction(request):
            if request.resolver_match is None and request.path_info in {"/healthz", "/readyz"}:
                request.visitor = NO_VISITOR
                return self.get_response(request)
            with transaction.atomic(), ExitStack() as scopes:
                request.visitor = identify(request, scopes)
            _tell_log(request)
            with timezone.override(zone_of(request.visitor)):
                return self.get_response(request)
        with ExitStack() as scopes:
            request.scopes = scopes
            request.select_customer = partial(select_customer, request)
            request.visitor = identify(request, scopes)
            _tell_log(request)
            scopes.enter_context(timezone.override(zone_of(request.visitor)))
            response = self.get_response(request)
            by = request.visitor.actor
            if response.status_code >= HTTPStatus.BAD_REQUEST and by is not None and by.kind == "token" and by.id:
                forget_use(by.id)
            return response


def identify(request: Any, scopes: ExitStack) -> Visitor:
    """Return the visitor of a request by bearer token (API) or session (pages), with side and customer entered."""
    header = request.headers.get("Authorization", "")
    if request.path_info.startswith(("/api/", "/scim/")) and header:
        visitor = _by_token(request, header, scopes)
    elif request.path_info.startswith("/scim/"):
        visitor = NO_VISITOR
    elif request.user.is_authenticated:
        visitor = _by_session(request, scopes)
    else:
        visitor = NO_VISITOR
    return visitor


def _tell_log(request: Any) -> None:
    """Let the line in the log say who asked, also when the answer is no."""
    by = request.visitor.actor
    if by is not None:
        request.META[WHO] = f"{by.kind}:{by.id}"


def zone_of(visitor: Visitor) -> ZoneInfo:
    """Return the zone that times are shown in: the person's own, else UTC."""
    try:
        return ZoneInfo(visitor.user.zone if visitor.user else "UTC")
    except (KeyError, ValueError):  # a zone that this machine does not know
        return ZoneInfo("UTC")


def select_customer(request: Any, customer_id: UUID) -> Customer:
    """Open one customer for the vendor's visitor of this request, until its end. Raises `Http404` when not allowed."""
    visitor: Visitor = request.visitor
    if not visitor.is_vendor or not may_open(visitor, customer_id, now()):
        raise Http404
    customer = Customer.objects.filter(id=customer_id).first()
    if customer is None:
        raise Http404
    request.scopes.enter_context(customer_selected(customer.id))
    return customer


def _by_session(request: Any, scopes: ExitStack) -> Visitor:
    at = now()
    if _is_over(request, at):
        return NO_VISITOR
    _note_session(request, at)
    staff = staff_member(request.user, at)
    if staff is not None:
        scopes.enter_context(for_the_rest(side="vendor"))
        return staff_visitor(staff)
    scopes.enter_context(for_the_rest(side="customer"))
    customers = customers_of(request.user)
    vouching = request.session.get(VOUCHED_KEY)
    if vouching:  # a customer's provider opens that customer, and no other that the person belongs to
        customers = tuple(one for one in customers if str(one.id) == vouching)
    chosen = request.session.get(CUSTOMER_KEY)
    customer = next((one for one in customers if str(one.id) == chosen), customers[0] if customers else None)
    if customer is None:
        return NO_VISITOR
    scopes.enter_context(for_the_rest(customer_id=customer.id))
    return member_visitor(request.user, customer, customers, at, vouched_for=bool(vouching))


def _is_over(request: Any, at: datetime) -> bool:
    """Log out whoever logged in too long ago, and say so; a visit does not prolong that."""
    began = request.session.setdefault(BEGAN_KEY, int(at.timestamp()))
    if at.timestamp() - began < settings.VOORRANG_SESSION_LASTS.total_seconds():
        return False
    logout(request)
    return True


def _note_session(request: Any, at: datetime) -> None:
    """Write once an hour that this browser was seen: its owner can look where it is signed in."""
    key = request.session.session_key
    mark = f"{at:%Y-%m-%dT%H}:{key}"
    if key and request.session.get(NOTED_KEY) != mark:
        request.session[NOTED_KEY] = mark
        note_session(user=request.user, session_key=key, agent=request.headers.get("User-Agent", ""), at=at)


def _by_token(request: Any, header: str, scopes: ExitStack) -> Visitor:
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer" or not text:
        return NO_VISITOR
    text = text.strip()
    digest = hash_secret(text)
    if not text.startswith(CUSTOMER_TOKEN):
        return _vendor_token(request, digest, scopes)
    found = scopes.enter_context(opened_by_token(digest, now()))
    if found is None:
        return NO_VISITOR
    note_use(found.id, found.customer.id, now())
    return Visitor(
        roles=frozenset({TOKEN, *found.scopes}),
        actor=Actor(kind="token", id=found.id, side="customer", role=TOKEN),
        customer=found.customer,
        contact=found.contact,
        customers=(found.customer,),
    )


def _vendor_token(request: Any, digest: str, scopes: ExitStack) -> Visitor:
    found = VendorToken.objects.filter(token_hash=digest, revoked_at=None).exclude(expires_at__lte=now())
    token = found.order_by().first()
    if token is None:
        return NO_VISITOR
    note_use(token.id, None, now())
    code = request.headers.get("Voorrang-Customer", "")
    customer = Customer.objects.filter(code=code).first() if code else None
    scopes.enter_context(for_the_rest(side="vendor", customer_id=customer.id if customer else None))
    return Visitor(
        roles=frozenset({VENDOR_TOKEN}),
        actor=Actor(kind="token", id=token.id, side="vendor", role=VENDOR_TOKEN),
        customer=customer,
    )
