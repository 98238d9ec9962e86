"""Whether a customer's people need a second factor: the lead's decision."""

from datetime import datetime

from allauth.mfa.models import Authenticator

from voorrang.accounts.actions.sessions import end_other_sessions
from voorrang.accounts.models import SecondFactorRule, User
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor


def require_second_factor(*, by: Actor, at: datetime) -> None:
    """Ask a second factor of the selected customer's people from now on. Does nothing when it is asked already."""
    if SecondFactorRule.objects.filter(ends_at=None).exists():
        return
    rule = SecondFactorRule.objects.create(customer_id=selected_id(), starts_at=at)
    record("second_factor.required", subject_kind="second_factor_rule", subject_id=rule.id, by=by, at=at)


def end_second_factor(*, by: Actor, at: datetime) -> None:
    """Ask it no more. Does nothing when it is not asked."""
    for rule in SecondFactorRule.objects.filter(ends_at=None):
        SecondFactorRule.objects.filter(id=rule.id).update(ends_at=at)
        record("second_factor.released", subject_kind="second_factor_rule", subject_id=rule.id, by=by, at=at)


def forget_second_factors(*, user: User, reason: str, by: Actor, at: datetime) -> int:
    """Forget a person's keys, app and recovery codes, and end what is signed in; return how many were forgotten.

    For who has lost them all: the next log-in leads to setting one up. Somebody makes sure first who is asking.
    """
    forgotten, _each = Authenticator.objects.filter(user=user).delete()
    end_other_sessions(user=user, keep=None, by=by, at=at)
    data = {"user": str(user.id), "count": forgotten, "reason": reason}
    record_system("second_factor.forgotten", by=by, at=at, data=data)
    return int(forgotten)
