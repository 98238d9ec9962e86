"""A case is resolved, closed, and for some days reopened; its resolution clock then runs on."""

import pytest

from tests.cases.factories import AT, DAY, HOUR, clock_of, opened, promised, row_of
from tests.cast import Cast, StandingCast
from voorrang.cases.actions import close, reopen, resolve
from voorrang.cases.models import CaseEvent
from voorrang.cases.refusals import CaseAlreadyClosed, CaseNotResolved, CaseStillOpen, ReopenTooLate


def test_a_resolved_case_is_closed(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    resolve(case=case, text="A new cable.", by=cast.agent.actor, at=AT + HOUR)
    event = close(case=case, by=town.engineer.actor, at=AT + 2 * HOUR)
    assert event.data == {"withdrawn": False}
    assert row_of(case).status == "closed"


def test_a_closed_case_is_not_closed_again(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    close(case=case, text="Never mind.", by=town.engineer.actor, at=AT + HOUR)
    with pytest.raises(CaseAlreadyClosed):
        close(case=case, by=town.engineer.actor, at=AT + HOUR)
    case.refresh_from_db()
    assert case.version == CaseEvent.objects.filter(case=case).count() == 2


def test_the_vendor_does_not_close_what_is_not_resolved(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    with pytest.raises(CaseNotResolved):
        close(case=case, by=cast.agent.actor, at=AT + HOUR)
    with pytest.raises(CaseStillOpen):
        reopen(case=case, text="?", by=cast.agent.actor, at=AT + HOUR)


def test_reopening_lets_the_resolution_run_on(town: Cast, cast: StandingCast) -> None:
    promised("resolution", 8)
    case = opened(town)
    resolve(case=case, text="A new cable.", by=cast.agent.actor, at=AT + 2 * HOUR)
    reopen(case=case, text="Black again.", by=town.engineer.actor, at=AT + DAY)
    clock = clock_of(case, "resolution")
    assert (clock.met_at, clock.due_at) == (None, AT + DAY + 6 * HOUR)


def test_a_closed_case_is_reopened_for_some_days(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    close(case=case, text="Never mind.", by=town.engineer.actor, at=AT)
    with pytest.raises(ReopenTooLate):
        reopen(case=case, text="Black again.", by=town.engineer.actor, at=AT + 15 * DAY)
    reopen(case=case, text="Black again.", by=town.engineer.actor, at=AT + 14 * DAY)
    assert row_of(case).status == "open"
