"""How far the activation has come, as the customer sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from voorrang.accounts.models import CustomerRole, User
from voorrang.contracts.queries.activation import Checklist
from voorrang.ui.names import name_of
from voorrang.ui.reader import in_language
from voorrang.ui.shapes import Due


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. `due` is None once it is done; `is_ours` says that the customer completes it."""

    id: UUID
    key: str
    name: str
    owner: str
    is_ours: bool
    due: Due | None
    done_at: datetime | None
    done_by: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """The checklist of one contract. `next` is the open step that is due first."""

    steps: tuple[StepLine, ...]
    done: int
    deadline_at: datetime
    activated_at: datetime | None

    @property
    def next(self) -> StepLine | None:
        """The open step that is due first, the customer's own before the vendor's."""
        waiting = [step for step in self.steps if step.due is not None]
        return next((step for step in waiting if step.is_ours), waiting[0] if waiting else None)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == len(self.steps) and self.activated_at is not None


def progress_of(checklist: Checklist, language: str) -> Progress:
    """Return the checklist in the reader's words. One query for the names."""
    people = {row.step.done_by for row in checklist.rows if row.step.done_by}
    names: dict[Any, str] = dict(User.objects.filter(id__in=people).values_list("id", "name")) if people else {}
    steps = tuple(
        StepLine(
            id=row.step.id,
            key=row.step.key,
            name=in_language(row.name, language),
            owner=name_of("role", row.step.owner_role),
            is_ours=row.step.owner_role in CustomerRole.values,
            due=None if row.state == "done" else Due(row.step.due_at),
            done_at=row.step.done_at if row.state == "done" else None,
            done_by=names.get(row.step.done_by, ""),
            clauses=row.clauses,
        )
        for row in checklist.rows
    )
    return Progress(steps, checklist.done, checklist.deadline_at, checklist.activated_at)
