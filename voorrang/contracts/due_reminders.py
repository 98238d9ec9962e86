"""Keeping the projection of due reminders: in the same transaction as the steps that it shows."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from voorrang.contracts.models import ActivationStep, DueReminder


def expect_reminders(steps: Iterable[ActivationStep]) -> None:
    """Note when new steps are to be reminded of."""
    DueReminder.objects.bulk_create(
        DueReminder(customer_id=step.customer_id, step_id=step.id, remind_at=step.remind_at)
        for step in steps
        if step.remind_at is not None
    )


def move_reminder(step_id: UUID, to: datetime | None) -> None:
    """Note the following reminder of a step, or that none is left."""
    known = DueReminder.objects.filter(step_id=step_id)
    if to is None:
        known.delete()
    else:
        known.update(remind_at=to)
