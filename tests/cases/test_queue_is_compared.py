"""Each night the queue is compared with its cases, and every difference is reported."""

import pytest
from django.db import transaction

from tests.cases.factories import AT, HOUR, opened, promised
from tests.cast import StandingCast, serving
from voorrang.audit.models import SystemEntry
from voorrang.cases.actions import answer, ask_back, close, resolve, take
from voorrang.cases.comparison import compare_projection
from voorrang.cases.jobs import compare_queue, sweep
from voorrang.cases.models import Case, DueMilestone, QueueRow, QueueSerial
from voorrang.lib.tenancy import on_side


@pytest.fixture
def cases(real_commits: None) -> tuple[StandingCast, list[Case]]:
    with transaction.atomic():
        cast = StandingCast()
        town, agent = cast.access, cast.agent.actor
        with serving(town):
            promised("response", 4)
            promised("resolution", 8)
            promised("update", 2)
            cases = [opened(town) for _ in range(5)]
            answer(case=cases[0], text="Hello.", by=agent, at=AT + HOUR)
            take(case=cases[1], by=agent, at=AT + HOUR)
            ask_back(case=cases[2], text="Which?", by=agent, at=AT + HOUR)
            resolve(case=cases[3], text="Done.", by=agent, at=AT + HOUR)
            close(case=cases[4], by=town.engineer.actor, at=AT + HOUR)
    return cast, cases


def test_whatever_people_did_the_queue_agrees(cases: tuple[StandingCast, list[Case]]) -> None:
    assert compare_projection() == []
    sweep(AT + 10 * HOUR)
    assert compare_projection() == []


def test_each_difference_is_named(cases: tuple[StandingCast, list[Case]]) -> None:
    cast, (first, second, third, *_) = cases
    with transaction.atomic(), serving(cast.access):
        QueueRow.objects.filter(id=first.id).update(status="closed")
        QueueRow.objects.filter(id=second.id).delete()
        DueMilestone.objects.filter(case_id=first.id).delete()
        QueueSerial.objects.filter(case_id=third.id).update(serial="5CG0000000")
    found = compare_queue(AT)
    assert {(one.case_id, one.column) for one in found} == {
        (first.id, "status"),
        (first.id, "sweep"),
        (second.id, "id"),
        (third.id, "found_by"),
    }
    with transaction.atomic(), on_side("vendor"):
        assert SystemEntry.objects.get(type="queue.differs").data["differences"] == 4
