"""Problems: how the API says no (RFC 9457, without `instance`, so that a foreign thing looks like an absent one).

Each problem says what is wrong, where, and what to do about it. `type` leads to its entry in the reference.
"""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Literal, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"
REFERENCE = "/api/v1/docs"
AWAY_FOR = 5
"""Seconds after which a database that is away is worth another try: a killed server is back by then."""


class Kind(NamedTuple):
    """One sort of problem: its status and title, and what a client does about it."""

    status: HTTPStatus
    title: str | Promise
    what: str | Promise


type KindKey = Literal[
    "broken-json",
    "sign-in",
    "not-allowed",
    "not-found",
    "method-not-allowed",
    "conflict",
    "changed",
    "too-large",
    "content-type",
    "not-usable",
    "too-many",
    "unavailable",
    "internal",
]

KINDS: Mapping[KindKey, Kind] = {
    "broken-json": Kind(
        HTTPStatus.BAD_REQUEST,
        gettext_lazy("The request cannot be read"),
        gettext_lazy("The body is no JSON, or the request is cut off. Nothing was done. Mend it and send it again."),
    ),
    "sign-in": Kind(
        HTTPStatus.UNAUTHORIZED,
        gettext_lazy("Sign in"),
        gettext_lazy("The token is missing, unknown, expired or revoked."),
    ),
    "not-allowed": Kind(
        HTTPStatus.FORBIDDEN,
        gettext_lazy("Not allowed"),
        gettext_lazy("The token is valid, but was not made for this operation."),
    ),
    "not-found": Kind(
        HTTPStatus.NOT_FOUND,
        gettext_lazy("Not found"),
        gettext_lazy("There is no such address, or nothing with this id that the token may see."),
    ),
    "method-not-allowed": Kind(
        HTTPStatus.METHOD_NOT_ALLOWED,
        gettext_lazy("Not done this way"),
        gettext_lazy("The address exists, but not with this method. The header Allow lists the methods."),
    ),
    "conflict": Kind(
        HTTPStatus.CONFLICT,
        gettext_lazy("Not possible as things stand"),
        gettext_lazy("The request is understood, but the state of the thing forbids it, for instance a closed case."),
    ),
    "changed": Kind(
        HTTPStatus.PRECONDITION_FAILED,
        gettext_lazy("Changed in the meantime"),
        gettext_lazy("The version in If-Match is not the present one. The member changes lists what is new."),
    ),
    "too-large": Kind(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        gettext_lazy("Too large"),
        gettext_lazy("The body is larger than the API reads. Nothing was done."),
    ),
    "content-type": Kind(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        gettext_lazy("Not JSON"),
        gettext_lazy("Bodies are JSON: send the header Content-Type: application/json."),
    ),
    "not-usable": Kind(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_lazy("Some values cannot be used"),
        gettext_lazy("The member errors names each field with its cure. Nothing was done."),
    ),
    "too-many": Kind(
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext_lazy("Too many attempts"),
        gettext_lazy("The header Retry-After says how many seconds to wait."),
    ),
    "unavailable": Kind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_lazy("Not at this moment"),
        gettext_lazy(
            "Nothing was done. Send it again after the seconds of Retry-After, with the same Idempotency-Key."
        ),
    ),
    "internal": Kind(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        gettext_lazy("Something broke on our side"),
        gettext_lazy("Nothing was changed. Try again later; with the same Idempotency-Key it is safe."),
    ),
}


class FieldError(NamedTuple):
    """What is wrong with one field, and in the same sentence what to do. `field` is a path: `devices[0].serial`."""

    field: str
    code: str
    message: str


class Problem(Exception):
    """Raised by an operation to answer with a problem. `more` are further members, `headers` further headers."""

    def __init__(
        self,
        kind: KindKey,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        reasons: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind: KindKey = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.reasons = tuple(reasons)
        self.headers = dict(headers or {})
        self.more = dict(more or {})
        super().__init__(detail)

    def response(self) -> HttpResponse:
        """Return the answer, in the language of the request."""
        kind = KINDS[self.kind]
        body = {
            "type": type_of(self.kind),
            "title": str(kind.title),
            "status": kind.status.value,
            "detail": self.detail,
            "errors": [error._asdict() for error in self.errors],
            "reasons": list(self.reasons),
            **self.more,
        }
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        response = HttpResponse(text.encode("utf-8", "backslashreplace"), status=kind.status, content_type=MEDIA_TYPE)
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


def type_of(kind: KindKey) -> str:
    """Return the `type` of a problem: the address of its entry in the reference."""
    return f"{REFERENCE}#problem-{kind}"


def is_api(request: HttpRequest) -> bool:
    """Say whether the request came in by this door, so that even its failures are answered with problems."""
    return request.path_info.startswith("/api/")


def not_usable(*errors: FieldError, detail: str = "") -> Problem:
    """Return the problem for fields that cannot be used."""
    return Problem("not-usable", detail or _("Mend what the errors name, then send the request again."), errors=errors)


def not_found() -> Problem:
    """Return the one problem for what is absent and for what belongs to somebody else."""
    return Problem("not-found", _("There is nothing at this address that you may see. Check the id and the token."))


def sign_in() -> Problem:
    """Return the problem for a request without a valid token."""
    detail = _("Send a valid token: Authorization: Bearer ... A helpdesk lead makes tokens in the portal.")
    return Problem("sign-in", detail, headers={"WWW-Authenticate": 'Bearer realm="voorrang"'})


def not_allowed(scopes: Iterable[str] = ()) -> Problem:
    """Return the problem for a token that was not made for the operation; `scopes` are those that would do."""
    wanted = ", ".join(sorted(scopes))
    if wanted:
        detail = _("This token may not call this operation. Use one with the scope %(scopes)s.") % {"scopes": wanted}
    else:
        detail = _("This token may not call this operation.")
    return Problem("not-allowed", detail)


def method_not_allowed(methods: Iterable[str]) -> Problem:
    """Return the problem for a method that the address does not have."""
    allowed = ", ".join(sorted(methods))
    detail = _("This address takes %(methods)s.") % {"methods": allowed}
    return Problem("method-not-allowed", detail, headers={"Allow": allowed})


def too_large(limit: int) -> Problem:
    """Return the problem for a body of more than `limit` bytes."""
    return Problem("too-large", _("The request is larger than %(limit)s bytes. Send less at once.") % {"limit": limit})


def busy_problem() -> Problem:
    """Return the problem for something that another request is changing at this moment."""
    detail = _("Another request is changing the same thing. Nothing was done. Try again in a moment.")
    return Problem("conflict", detail, headers={"Retry-After": "1"})


def unavailable(seconds: int) -> Problem:
    """Return the problem for a moment in which nothing can be done: too much at once, or no database."""
    detail = _("Nothing was done. Send it again in %(seconds)d s, with the same Idempotency-Key.") % {
        "seconds": seconds
    }
    return Problem("unavailable", detail, headers={"Retry-After": str(seconds)})


def internal() -> Problem:
    """Return the problem for a failure of ours; it tells nothing about the inside."""
    return Problem("internal", _("Nothing was changed. Try again later, and tell us if it stays."))
