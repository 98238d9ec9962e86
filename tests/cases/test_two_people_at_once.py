"""Who writes on a case that changed meanwhile is told what is new, and nothing is written over."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tests.cases.factories import AT, HOUR, opened, promised
from tests.cast import Cast, StandingCast, serving
from voorrang.cases.actions import answer, customer_reply, resolve
from voorrang.cases.jobs import sweep
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.refusals import CaseChanged


def test_the_second_one_is_told_what_is_new(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    read = case.version
    customer_reply(case=case, text="It smells.", by=town.engineer.actor, at=AT + HOUR)
    with pytest.raises(CaseChanged) as caught:
        answer(case=case, text="Hello.", by=cast.agent.actor, at=AT + HOUR, expected_version=read)
    assert [event.type for event in caught.value.events] == ["case.replied"]
    assert caught.value.version == 2
    case.refresh_from_db()
    assert case.version == 2


def test_the_right_version_goes_through(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    answer(case=case, text="Hello.", by=cast.agent.actor, at=AT + HOUR, expected_version=1)
    assert case.version == 2
    answer(case=case, text="Again.", by=cast.agent.actor, at=AT + HOUR, expected_version=2)


def test_a_version_of_the_future_is_refused(town: Cast, cast: StandingCast) -> None:
    with pytest.raises(CaseChanged):
        answer(case=opened(town), text="Hello.", by=cast.agent.actor, at=AT, expected_version=9)


def test_a_note_that_the_customer_cannot_see_does_not_stop_its_reply(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    answer(case=case, text="Careful.", internal=True, by=cast.agent.actor, at=AT + HOUR)
    customer_reply(case=case, text="It smells.", by=town.engineer.actor, at=AT + HOUR, expected_version=1)
    assert case.version == 3


def test_what_the_customer_is_told_holds_no_note(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    answer(case=case, text="Careful.", internal=True, by=cast.agent.actor, at=AT + HOUR)
    answer(case=case, text="Hello.", by=cast.agent.actor, at=AT + HOUR)
    with pytest.raises(CaseChanged) as caught:
        customer_reply(case=case, text="It smells.", by=town.engineer.actor, at=AT + HOUR, expected_version=1)
    assert [event.type for event in caught.value.events] == ["case.answered"]


def test_a_clock_that_ran_out_meanwhile_does_not_stop_an_answer(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic(), serving(cast.access):
        promised("response", 1)
        case = opened(cast.access)
    assert sweep(AT + 2 * HOUR) == 1
    with transaction.atomic(), serving(cast.access):
        answer(case=case, text="Hello.", by=cast.agent.actor, at=AT + 2 * HOUR, expected_version=1)
        assert case.version == 3


def test_of_many_at_once_one_wins(real_commits: None) -> None:
    with transaction.atomic():
        cast = StandingCast()
        town, agent = cast.access, cast.agent.actor
        with serving(town):
            case_id = opened(town).id
    outcomes: list[str] = []
    start = Barrier(5)

    def write() -> None:
        start.wait()
        try:
            with transaction.atomic(), serving(town):
                resolve(case=Case.objects.get(id=case_id), text="Done.", by=agent, at=AT, expected_version=1)
            outcomes.append("written")
        except CaseChanged:
            outcomes.append("told")
        connection.close()

    threads = [Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told"] * 4 + ["written"]
    with transaction.atomic(), serving(town):
        assert CaseEvent.objects.filter(case_id=case_id).count() == 2
