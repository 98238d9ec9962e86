"""One change of one case: locked, checked, appended, and everything that follows from it written together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.breaches import BREACHED, breach_data
from voorrang.cases.clock_view import PUBLIC_ANSWERS
from voorrang.cases.milestones import STORED, advance, calendars_of, due, late, next_rounds, store_due
from voorrang.cases.models import Case, CaseEvent, EventBody, Milestone
from voorrang.cases.projection import refresh_row
from voorrang.cases.refusals import CaseChanged, check
from voorrang.cases.status import Act, Standing, status_of
from voorrang.cases.terms import TARGET

_MOVES_CLOCKS = PUBLIC_ANSWERS | {"case.replied", "case.closed", "case.reopened"}


class Change:
    """A case under its row lock, with all its events; `append` adds to them, leaving the context stores the rest."""

    def __init__(self, case: Case, *, by: Actor, at: datetime) -> None:
        self.case = case
        self.by = by
        self.at = at
        self.events = list(CaseEvent.objects.filter(case_id=case.id).order_by("sequence"))
        self.standing: Standing = status_of(self.events)
        self._appended: list[tuple[CaseEvent, Actor]] = []
        self._milestones = list(Milestone.objects.filter(case_id=case.id).order_by("id"))

    def append(
        self,
        type: str,  # noqa: A002 -- the envelope's word
        *,
        text: str = "",
        language: str = "",
        internal: bool = False,
        data: Mapping[str, Any] | None = None,
    ) -> CaseEvent:
        """Append an event of this change's actor and instant, with its words."""
        event = self._append(type, by=self.by, at=self.at, internal=internal, data=data)
        if text:
            EventBody.objects.create(customer_id=event.customer_id, event=event, text=text, language=language)
        return event

    def claim_late(self) -> None:
        """Record what fell due before this change and no sweep has claimed yet: afterwards it may stand met or paused."""
        for milestone in late(self._milestones, self.at):
            milestone.breached_at = milestone.due_at
            self._append(
                BREACHED,
                by=SYSTEM,
                at=due(milestone),
                internal=milestone.basis == TARGET,
                data=breach_data(milestone, noticed_at=self.at),
            )

    def store(self) -> None:
        """Write version, clocks, queue row and trail."""
        self.standing = status_of(self.events)
        if extra := len(self._appended) - 1:
            Case.objects.filter(id=self.case.id).update(version=F("version") + extra)
        self.case.version = self.standing.version
        if any(event.type in _MOVES_CLOCKS or event.type == BREACHED for event, _ in self._appended):
            self._move_clocks()
        refresh_row(self.case, self.standing, self._milestones)
        for event, by in self._appended:
            data = {"number": self.case.number, "event": str(event.id), "version": event.sequence}
            record(event.type, subject_kind="case", subject_id=self.case.id, by=by, at=event.at, data=data)

    def _append(
        self,
        type: str,  # noqa: A002 -- the envelope's word
        *,
        by: Actor,
        at: datetime,
        internal: bool,
        data: Mapping[str, Any] | None,
    ) -> CaseEvent:
        event: CaseEvent = CaseEvent.objects.create(
            customer_id=self.case.customer_id,
            case_id=self.case.id,
            sequence=len(self.events) + 1,
            type=type,
            at=at,
            by_kind=by.kind,
            by_id=by.id,
            by_side=by.side,
            internal=internal,
            data=dict(data or {}),
        )
        self.events.append(event)
        self._appended.append((event, by))
        return event

    def _move_clocks(self) -> None:
        calendars = calendars_of(self._milestones)
        advance(self._milestones, self.events, self.standing, calendars, self.at)
        fresh = next_rounds(self._milestones, self.events[-1], self.standing)
        advance(fresh, self.events, self.standing, calendars, self.at)
        if self._milestones:
            Milestone.objects.bulk_update(self._milestones, STORED)
        if fresh:
            Milestone.objects.bulk_create(fresh)
        self._milestones += fresh
        store_due(self._milestones)


@contextmanager
def changing(case: Case, act: Act, *, by: Actor, at: datetime, expected_version: int | None) -> Iterator[Change]:
    """Lock the case, check that `by` may do `act` now, and store what was appended. A refusal leaves nothing behind."""
    with transaction.atomic():
        _claim_version(case, expected_version, by)
        change = Change(case, by=by, at=at)
        check(act, change.standing.status, by.side, case.number)
        change.claim_late()
        yield change
        change.store()


def _claim_version(case: Case, expected: int | None, by: Actor) -> None:
    """Raise the version by one: a compare-and-set that also locks the row until the transaction ends."""
    rows = Case.objects.filter(id=case.id)
    wanted = rows if expected is None else rows.filter(version=expected)
    if wanted.update(version=F("version") + 1):
        return
    version = rows.select_for_update().values_list("version", flat=True).get()
    since = list(CaseEvent.objects.filter(case_id=case.id, sequence__gt=expected).order_by("sequence"))
    if expected is None or expected > version or any(_matters(event, by) for event in since):
        raise CaseChanged(case.number, version, [event for event in since if _is_visible(event, by)])
    rows.update(version=F("version") + 1)


def _matters(event: CaseEvent, by: Actor) -> bool:
    """Whether a person should read this before writing. A clock that ran out says nothing that a reply would answer."""
    return event.type != BREACHED and _is_visible(event, by)


def _is_visible(event: CaseEvent, by: Actor) -> bool:
    return by.side == "vendor" or not event.internal
