"""Asks the permission map before a view runs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from voorrang.accounts.scopes import TokenScope
from voorrang.accounts.visitor import NOBODY
from voorrang.api.problems import is_api, method_not_allowed, not_allowed, sign_in
from voorrang.permissions.map import PERMISSIONS, WITHOUT_SECOND_FACTOR, may_call, methods_of
from voorrang.scim.problems import ScimError, error_answer


class PermissionMiddleware:
    """Lets a view run only for a role that the map names: nobody is asked to sign in, others are told.

    Sets `request.may(operation)`, so that pages offer only what their reader may do.
    """

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Pass on; the check waits for the resolved view."""
        request.may = partial(may_call, roles=request.visitor.roles)
        return self.get_response(request)

    def process_view(self, request: Any, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Return None to go on, else the answer that refuses. Raises `Unmapped` for an operation without a rule."""
        roles = request.visitor.roles
        operation = operation_key(request)
        if is_api(request):
            methods = methods_of(request.resolver_match.route)
            if methods and request.method not in methods:
                return method_not_allowed(methods).response()
        if request.visitor.lacks_second_factor and operation not in WITHOUT_SECOND_FACTOR:
            return not_allowed().response() if is_api(request) else redirect("mfa_index")
        if may_call(operation, roles):
            return None
        if request.path_info.startswith("/scim/"):
            return _scim_refusal(is_known=roles != {NOBODY})
        if is_api(request):
            scopes = PERMISSIONS[operation] & frozenset(TokenScope)
            return (sign_in() if roles == {NOBODY} else not_allowed(scopes)).response()
        if roles == {NOBODY}:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied


def operation_key(request: Any) -> str:
    """Return the map's key: the URL name of a page, or "METHOD /route" of an API operation."""
    match = request.resolver_match
    if is_api(request):
        return f"{request.method} /{match.route}"
    return str(match.view_name)


def _scim_refusal(*, is_known: bool) -> HttpResponse:
    if is_known:
        return error_answer(ScimError(403, "This token lacks the scope people.provision."))
    return error_answer(ScimError(401, "Send a token of yours with the scope people.provision."))
