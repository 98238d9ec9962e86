"""Checks a PIN in the body of an API request before the request's transaction begins (`accounts.actions.check_pin`).

The attempt must count even when the request is refused and rolled back, so it cannot wait for the operation.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from voorrang.accounts.actions import PinCheck, check_pin
from voorrang.accounts.visitor import Visitor
from voorrang.api.bodies import read_json
from voorrang.api.problems import Problem, is_api
from voorrang.config.middleware.visitor import identify
from voorrang.lib.clock import now

_MENTION = b'"pin"'


class PinMiddleware:
    """Sets `request.pin_check`, None for a request without a PIN or without a token."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Look for a PIN only where one may be: in what is posted to the API."""
        request.pin_check = None
        if request.method == "POST" and is_api(request) and _MENTION in request.body:
            request.pin_check = _check(request)
        return self.get_response(request)


def _check(request: Any) -> PinCheck | None:
    try:
        body = read_json(request)
    except Problem:
        return None  # The operation reads it again and says what is wrong.
    pin = body.get("pin") if isinstance(body, dict) else None
    if not isinstance(pin, str) or not request.headers.get("Authorization"):
        return None
    with transaction.atomic(), ExitStack() as scopes:
        visitor = identify(request, scopes)
    if visitor.actor is None:
        return None
    return check_pin(text=pin, caller_key=_caller_key(visitor, body.get("caller")), by=visitor.by, at=now())


def _caller_key(visitor: Visitor, caller: Any) -> str:
    """Whom failures count against. Only the vendor's telephony is believed when it says which number calls."""
    phone = caller.get("phone") if visitor.is_vendor and isinstance(caller, dict) else None
    if isinstance(phone, str) and phone.strip():
        return f"phone:{phone[:64]}"
    return f"token:{visitor.by.id}"
