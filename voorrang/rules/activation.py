"""The onboarding checklist: what is due when after a purchase (G.7), and when to remind whom."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from voorrang.rules.programme import ActivationStep, Programme

type StepState = Literal["open", "reminded", "overdue", "done"]


class ChecklistItem(NamedTuple):
    """One step with its dates. `remind_at` is in order and before `due_at`; `owner` is a role."""

    key: str
    owner: str
    due_at: datetime
    remind_at: tuple[datetime, ...]
    step: ActivationStep


def deadline(purchased_at: datetime, programme: Programme) -> datetime:
    """Return when the activation must have begun and be through (G.7)."""
    return purchased_at + timedelta(days=programme.activation_days)


def checklist(purchased_at: datetime, programme: Programme, tier: str | None = None) -> tuple[ChecklistItem, ...]:
    """Return the steps for a purchase in order of what is due; none is due after the deadline.

    With a tier, steps that belong to a feature which the tier does not include are left out.
    """
    items = [_item(step, purchased_at, programme) for step in programme.activation if _concerns(step, tier, programme)]
    return tuple(sorted(items, key=lambda item: item.due_at))


def state_of(item: ChecklistItem, done_at: datetime | None, now: datetime) -> StepState:
    """Tell how a step stands at `now`."""
    if done_at is not None and done_at <= now:
        return "done"
    if now >= item.due_at:
        return "overdue"
    return "reminded" if any(moment <= now for moment in item.remind_at) else "open"


def reminders_due(item: ChecklistItem, since: datetime, now: datetime) -> tuple[datetime, ...]:
    """Return the reminders that fell due after `since`, up to and including `now`, so that a sweep sends each once."""
    return tuple(moment for moment in item.remind_at if since < moment <= now)


def _item(step: ActivationStep, purchased_at: datetime, programme: Programme) -> ChecklistItem:
    due_at = min(purchased_at + timedelta(days=step.due_days), deadline(purchased_at, programme))
    moments = sorted({due_at - timedelta(days=days) for days in step.remind_days_before})
    remind_at = tuple(moment for moment in moments if purchased_at <= moment < due_at)
    return ChecklistItem(step.key, step.owner, due_at, remind_at, step)


def _concerns(step: ActivationStep, tier: str | None, programme: Programme) -> bool:
    return tier is None or step.feature is None or programme.matrix[tier].get(step.feature) == "included"
