"""How allauth behaves here: nobody signs up unasked, failures go to the vendor's trail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction

from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.lib.clock import now

_STRANGER = Actor(kind="caller", id=None, side="customer", role="nobody")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """People come by invitation only."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 -- allauth's signature
        """Say no: an account is made by an invitation."""
        return False

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        """Record the failure on its own, without the address or the password that was typed."""
        super().authentication_failed(request, **credentials)
        with transaction.atomic():
            record_system("login.failed", by=_STRANGER, at=now())
