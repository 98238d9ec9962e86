"""How allauth behaves here: nobody signs up unasked, failures go to the vendor's trail."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from voorrang.accounts.actions import end_other_sessions
from voorrang.accounts.queries import provider_of
from voorrang.accounts.rates import count_attempt, give_back, opaque
from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.lib.clock import now

WINDOW = timedelta(minutes=15)
MOST_TRIES = 20
"""Wrong passwords for one address within the window, from wherever they come. Keys and providers stay open."""
_STRANGER = Actor(kind="caller", id=None, side="customer", role="nobody")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People come by invitation only."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 -- allauth's signature
        """Say no: an account is made by an invitation."""
        return False

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Count before anything is checked, in one place for all processes; the library counts besides, in each by itself."""
        super().pre_authenticate(request, **credentials)
        if settings.VOORRANG_RATE_LIMITS:
            with transaction.atomic():
                tries = count_attempt(_counter(credentials), window=WINDOW, at=now())
            if tries > MOST_TRIES:
                raise self.validation_error("too_many_login_attempts")  # noqa: EM101 -- the key of its message

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """Take a try back that succeeded: whoever knows the password is never shut out by logging in often."""
        user = super().authenticate(request, **credentials)
        if user is not None and settings.VOORRANG_RATE_LIMITS:
            with transaction.atomic():
                give_back(_counter(credentials))
        return user

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        """Record the failure on its own, without the address or the password that was typed."""
        super().authentication_failed(request, **credentials)
        with transaction.atomic():
            record_system("login.failed", by=_STRANGER, at=now())

    def pre_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """Lead those whose company signs them in to their company, however they came."""
        with transaction.atomic():
            elsewhere = provider_of(user.email) is not None
        if elsewhere:
            return redirect(f"{reverse('sign_in:company')}?{urlencode({'email': user.email})}")
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: Any, user: Any, **kwargs: Any) -> Any:
        """Record who got in, and by which means."""
        means = [str(one.get("method")) for one in request.session.get("account_authentication_methods", [])]
        with transaction.atomic():
            record_system("login.done", by=_person(user), at=now(), data={"means": means})
        return super().post_login(request, user, **kwargs)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of the mail: at the configured address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.VOORRANG_BASE_URL.rstrip("/") + path.replace("UID-KEY", quote(key))

    def set_password(self, user: Any, password: str) -> None:
        """Set a new password, and end what is signed in elsewhere: who knew the old one is out."""
        super().set_password(user, password)
        end_other_sessions(user=user, keep=self.request.session.session_key, by=_person(user), at=now())

    def send_notification_mail(self, template_prefix: str, user: Any, *_args: Any, **_context: Any) -> None:
        """Record a change of password or second factor, and log out elsewhere; the library tells by mail, we by the trail."""
        by, at = _person(user), now()
        record_system("login.changed", by=by, at=at, data={"what": template_prefix.rpartition("/")[2]})
        if template_prefix.startswith("mfa/"):  # a new password ends them in `set_password`
            end_other_sessions(user=user, keep=self.request.session.session_key, by=by, at=at)


def _counter(credentials: dict[str, Any]) -> str:
    """Return what failures count against: the address that was typed, not whether anybody has it."""
    return f"login:{opaque(str(credentials.get('email') or credentials.get('username') or '').strip().lower())}"


def _person(user: Any) -> Actor:
    return Actor(kind="user", id=user.id, side="customer", role="self")
