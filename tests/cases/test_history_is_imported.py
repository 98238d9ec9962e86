"""Cases of the past come in whole: numbers in order, clocks as they would have run, and the queue agrees."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.cases.factories import AT, DAY, HOUR, decided, promised
from tests.cast import Cast, StandingCast, serving
from voorrang.audit.models import Entry
from voorrang.cases.actions import answer
from voorrang.cases.comparison import compare_projection
from voorrang.cases.history import PastCase, PastEvent, import_history
from voorrang.cases.models import Case, CaseEvent, DueMilestone, Milestone, QueueRow
from voorrang.cases.queries import case_timeline, clocks_of
from voorrang.cases.status import EventsIncomplete
from voorrang.lib.numbers import parse_number


def past(one: Cast, cast: StandingCast, day: int, *events: tuple[str, float], title: str = "Black screen") -> PastCase:
    opened_at = AT - day * DAY
    return PastCase(
        recorded=decided(one, at=AT),
        title=title,
        impact="one_person",
        language="nl",
        door="portal",
        opened_by=one.engineer.actor,
        opened_at=opened_at,
        body="Since this morning.",
        events=[
            PastEvent(
                type_,
                opened_at + hours * HOUR,
                one.engineer.actor if type_ in {"case.replied", "case.closed", "case.reopened"} else cast.agent.actor,
                text=f"{type_} said",
            )
            for type_, hours in events
        ],
    )


def test_a_year_of_cases_comes_in_and_agrees_with_the_queue(real_commits: None) -> None:
    with transaction.atomic():
        cast = StandingCast()
        town = cast.access
        with serving(town):
            promised("response", 4, at=AT - 300 * DAY)
            promised("update", 8, at=AT - 300 * DAY)
            promised("resolution", 48, at=AT - 300 * DAY)
            cases = import_history(
                past=[
                    past(town, cast, 1, ("case.answered", 1)),
                    past(town, cast, 90, ("case.answered", 6), ("case.resolved", 60), ("case.closed", 70)),
                    past(town, cast, 30, ("case.waiting", 2), ("case.replied", 50), ("case.resolved", 60)),
                    past(town, cast, 2, ("case.waiting", 3)),
                    past(town, cast, 10, ("case.resolved", 1), ("case.closed", 2), ("case.reopened", 3)),
                ],
                at=AT,
            )
    assert [case.opened_at for case in cases] == sorted(case.opened_at for case in cases)
    assert [parse_number(case.number)[1] for case in cases] == [1, 2, 3, 4, 5]
    assert compare_projection() == []
    with transaction.atomic(), serving(town):
        oldest = cases[0]
        types = [entry.event.type for entry in case_timeline(oldest, internal=True)]
        assert types[:3] == ["case.opened", "case.breached", "case.answered"]
        assert types[-2:] == ["case.resolved", "case.closed"]
        breached = Milestone.objects.filter(case=oldest).exclude(breached_at=None)
        assert {clock.kind for clock in breached} == {"response", "update", "resolution"}
        assert all(clock.breached_at == clock.due_at for clock in breached)
        assert Entry.objects.filter(subject_id=oldest.id).count() == oldest.version == len(types)
        assert QueueRow.objects.get(id=cases[1].id).status == "resolved"
        assert not DueMilestone.objects.filter(case_id=cases[3].id).exists()  # it waits


def test_an_imported_case_lives_on(town: Cast, cast: StandingCast) -> None:
    promised("update", 8, at=AT - 300 * DAY)
    (case,) = import_history(past=[past(town, cast, 1, ("case.answered", 20))], at=AT)
    answer(case=case, text="Still on it.", by=cast.agent.actor, at=AT + HOUR, expected_version=case.version)
    last = clocks_of(case, internal=False, at=AT + HOUR)[-1]
    assert last.evaluation.deadline == AT + 9 * HOUR
    assert QueueRow.objects.get(id=case.id).due_at == AT + 9 * HOUR


def test_ids_are_of_their_own_time(town: Cast, cast: StandingCast) -> None:
    (case,) = import_history(past=[past(town, cast, 90)], at=AT)
    milliseconds = case.id.int >> 80
    assert milliseconds == int((AT - 90 * DAY).timestamp() * 1000)
    event = CaseEvent.objects.get(case=case)
    assert event.id.int >> 80 == milliseconds


def test_a_story_without_sense_is_refused(town: Cast, cast: StandingCast) -> None:
    with pytest.raises(EventsIncomplete):
        import_history(past=[past(town, cast, 1, ("case.opened", 1))], at=AT)


def test_an_import_takes_statements_by_the_batch(
    town: Cast, cast: StandingCast, django_assert_max_num_queries: object
) -> None:
    promised("resolution", 48, at=AT - 300 * DAY)
    many = [past(town, cast, 1 + number % 90, ("case.answered", 1)) for number in range(40)]
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        import_history(past=many, at=AT + timedelta(days=1))
    assert Case.objects.count() == 40
