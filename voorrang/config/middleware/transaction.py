"""Each request is one transaction (`tenancy.md`, 6)."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from voorrang.config.errors import busy
from voorrang.lib.waiting import is_busy


class RequestTransaction:
    """Commits what answers below 400 and rolls back the rest.

    Django and ninja have turned exceptions into responses by the time they come here, so the status decides. Views
    marked `own_transaction` commit on their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Wrap the rest of the request in a transaction unless its view brings its own."""
        if has_own_transaction(request):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 409 where the database gave up waiting for somebody else; other failures go their way."""
        return busy(request) if is_busy(exception) else None


def own_transaction(view: Any) -> Any:
    """Mark a view (or ninja path operation) that opens its transactions itself: PIN checks, log-in, refused reads."""
    view.own_transaction = True
    return view


def has_own_transaction(request: HttpRequest) -> bool:
    """Say whether the view at this address is marked; an unknown address is not."""
    cached: bool | None = getattr(request, "_own_transaction", None)
    if cached is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            cached = False
        else:
            cached = bool(getattr(match.func, "own_transaction", False)) or match.view_name in OWN_TRANSACTION
        request._own_transaction = cached  # type: ignore[attr-defined]  # noqa: SLF001 -- read again by the visitor
    return cached


OWN_TRANSACTION = {"account_login", "healthz", "readyz"}
"""Views of libraries, and those that must answer without a database."""
