"""Asks the permission map before a view runs."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from voorrang.accounts.visitor import NOBODY
from voorrang.permissions.map import may_call


class PermissionMiddleware:
    """Lets a view run only for a role that the map names: nobody is asked to sign in, others are told."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Pass on; the check waits for the resolved view."""
        return self.get_response(request)

    def process_view(self, request: Any, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Return None to go on, else the answer that refuses. Raises `Unmapped` for an operation without a rule."""
        roles = request.visitor.roles
        if may_call(operation_key(request), roles):
            return None
        is_api = request.path_info.startswith("/api/")
        if roles == {NOBODY}:
            return _sign_in_problem() if is_api else redirect_to_login(request.get_full_path())
        if is_api:
            return _not_allowed_problem()
        raise PermissionDenied


def operation_key(request: Any) -> str:
    """Return the map's key: the URL name of a page, or "METHOD /route" of an API operation."""
    match = request.resolver_match
    if request.path_info.startswith("/api/"):
        return f"{request.method} /{match.route}"
    return str(match.view_name)


def _sign_in_problem() -> HttpResponse:
    response = _problem(
        HTTPStatus.UNAUTHORIZED,
        _("Sign in"),
        _("Send a valid token: Authorization: Bearer ... A helpdesk lead makes tokens in the portal."),
    )
    response.headers["WWW-Authenticate"] = 'Bearer realm="voorrang"'
    return response


def _not_allowed_problem() -> HttpResponse:
    return _problem(HTTPStatus.FORBIDDEN, _("Not allowed"), _("This token may not call this operation."))


def _problem(status: HTTPStatus, title: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status.value, "detail": detail, "errors": [], "reasons": []}
    return JsonResponse(body, status=status, content_type="application/problem+json")
