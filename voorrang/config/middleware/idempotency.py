"""A request sent twice with one `Idempotency-Key` acts once and is answered twice (`tenancy.md`, 11)."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from voorrang.accounts.models import StoredAnswer
from voorrang.api.problems import FieldError, is_api, not_usable
from voorrang.config.errors import bad_request, busy, sent_before
from voorrang.config.middleware.transaction import has_own_transaction
from voorrang.lib.clock import now
from voorrang.lib.ids import uuid7
from voorrang.lib.waiting import is_busy

FORM_FIELD = "idempotency_key"
LONGEST_KEY = 128
_KEPT_HEADERS = ("Content-Type", "Location", "ETag")


class Idempotency:
    """Claims the key before the view runs; keeps only answers below 400, in the view's own transaction."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Pass on what has no key, no actor or a transaction of its own."""
        if request.method != "POST" or request.visitor.actor is None or has_own_transaction(request):
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key") or request.POST.get(FORM_FIELD, "")
        if not key:
            return self.get_response(request)
        if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
            return _malformed(request)
        return self._once(request, key)

    def _once(self, request: Any, key: str) -> HttpResponse:
        actor_id = request.visitor.actor.id
        print_ = fingerprint(request)
        try:
            claimed = claim(actor_id, key, print_, request.visitor.customer)
        except OperationalError as error:
            if not is_busy(error):
                raise
            return busy(request)
        if not claimed:
            # None: used for another customer of the same person, whose rows the wall hides.
            stored = StoredAnswer.objects.filter(actor_id=actor_id, key=key).first()
            if stored is None or stored.fingerprint != print_:
                return sent_before(request)
            return replay(stored)
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST and not getattr(response, "is_secret", False):
            keep(actor_id, key, response)
        elif response.status_code < HTTPStatus.BAD_REQUEST:
            StoredAnswer.objects.filter(actor_id=actor_id, key=key).delete()
        return response


def claim(actor_id: Any, key: str, print_: str, customer: Any) -> bool:
    """Insert the key and return True, or return False when it is known. Waits at most 2 s for a running twin."""
    statement = (
        "INSERT INTO accounts_storedanswer (id, customer_id, actor_id, key, fingerprint, headers, body, created_at) "
        "VALUES (%s, %s, %s, %s, %s, '{}', '', %s) ON CONFLICT (actor_id, key) DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
        cursor.execute(statement, [uuid7(), customer.id if customer else None, actor_id, key, print_, now()])
        inserted = cursor.rowcount == 1
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    return bool(inserted)


def replay(stored: StoredAnswer) -> HttpResponse:
    """Return the kept answer."""
    response = HttpResponse(stored.body, status=stored.status)
    for name, value in stored.headers.items():
        response.headers[name] = value
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _malformed(request: Any) -> HttpResponse:
    if not is_api(request):
        return bad_request(request)
    message = _("Idempotency-Key: takes at most %(most)d letters, digits and signs; choose another.")
    return not_usable(FieldError("Idempotency-Key", "malformed", message % {"most": LONGEST_KEY})).response()


def keep(actor_id: Any, key: str, response: HttpResponse) -> None:
    """Store an answer for the key, with the headers that a client acts on."""
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response.render()
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    StoredAnswer.objects.filter(actor_id=actor_id, key=key).update(
        status=response.status_code, headers=headers, body=response.content.decode()
    )


def fingerprint(request: Any) -> str:
    """Return a digest of customer, method, path and content; form tokens that change with each rendering are left out.

    The customer belongs to it: whoever serves two must not be given the one's answer when asking for the other.
    """
    customer = request.visitor.customer
    about = f"{customer.id if customer else ''} {request.method} {request.get_full_path()}\n"
    digest = hashlib.sha256(about.encode())
    if request.POST or request.FILES:
        for name in sorted(set(request.POST) - {"csrfmiddlewaretoken"}):
            digest.update(repr((name, request.POST.getlist(name))).encode())
        for name, upload in sorted(request.FILES.items()):
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
            digest.update(name.encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()
