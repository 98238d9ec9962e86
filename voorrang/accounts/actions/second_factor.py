"""Whether a customer's people need a second factor: the lead's decision."""

from datetime import datetime

from voorrang.accounts.models import SecondFactorRule
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
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
