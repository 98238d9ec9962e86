"""A clock that ran out is recorded once, with its original due time, however many sweepers look and however late."""

from threading import Barrier, Thread

from django.db import connection, transaction

from tests.cases.factories import AT, DAY, HOUR, clock_of, opened, promised, row_of
from tests.cast import Cast, StandingCast, serving
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry
from voorrang.cases.actions import answer, ask_back, customer_reply, resolve
from voorrang.cases.jobs import sweep
from voorrang.cases.models import CaseEvent, DueMilestone, Milestone
from voorrang.contracts.actions import store_internal_targets
from voorrang.editions.store import programme_at

BREACHED = "case.breached"


def test_two_sweepers_three_days_late_claim_each_breach_once(real_commits: None) -> None:
    with transaction.atomic():
        cast = StandingCast()
        towns = [cast.access, cast.management]
        for one in towns:
            with serving(one):
                promised("response", 4)
                promised("resolution", 30)
                for minute in range(15):
                    opened(one, at=AT + minute * HOUR / 60)
    claimed: list[int] = []
    start = Barrier(2)

    def sweep_once() -> None:
        start.wait()
        claimed.append(sweep(AT + 3 * DAY))
        connection.close()

    threads = [Thread(target=sweep_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(claimed) == 60
    for one in towns:
        with transaction.atomic(), serving(one):
            events = CaseEvent.objects.filter(type=BREACHED)
            due = [*Milestone.objects.values_list("due_at", flat=True)]
            assert len(due) == 30
            assert sorted(event.at for event in events) == sorted(due)
            assert all(event.at < AT + 2 * DAY for event in events)
            assert Entry.objects.filter(type=BREACHED).count() == 30
            assert not DueMilestone.objects.exists()
    assert sweep(AT + 4 * DAY) == 0


def test_a_breach_stands_in_the_story_and_the_queue(real_commits: None) -> None:
    town = _town_with(response=4)
    with transaction.atomic(), serving(town):
        case = opened(town)
    assert sweep(AT + 4 * HOUR) == 0  # done by the deadline is in time
    assert sweep(AT + 5 * HOUR) == 1
    with transaction.atomic(), serving(town):
        event = CaseEvent.objects.get(type=BREACHED)
        assert (event.sequence, event.at, event.internal, event.by_kind) == (2, AT + 4 * HOUR, False, SYSTEM.kind)
        assert event.data["noticed_at"] == (AT + 5 * HOUR).isoformat()
        row = row_of(case)
        assert (row.breached, row.promise_breached, row.due_at) == (True, True, AT + 4 * HOUR)
        case.refresh_from_db()
        assert case.version == 2


def test_a_missed_target_stays_inside(real_commits: None) -> None:
    with transaction.atomic():
        town = StandingCast().access
        store_internal_targets(programme=programme_at("hp_priority_services", AT), by=SYSTEM, at=AT)
        with serving(town):
            case = opened(town, impact="company")
    assert sweep(AT + 2 * HOUR) == 1
    with transaction.atomic(), serving(town):
        assert CaseEvent.objects.get(type=BREACHED).internal
        assert (row_of(case).breached, row_of(case).promise_breached) == (True, False)


def test_an_answer_that_came_too_late_records_the_breach_itself(town: Cast, cast: StandingCast) -> None:
    promised("response", 4)
    case = opened(town)
    answer(case=case, text="Sorry.", by=cast.agent.actor, at=AT + 5 * HOUR)
    types = list(CaseEvent.objects.filter(case=case).order_by("sequence").values_list("type", flat=True))
    assert types == ["case.opened", BREACHED, "case.answered"]
    clock = clock_of(case, "response")
    assert (clock.breached_at, clock.met_at) == (AT + 4 * HOUR, AT + 5 * HOUR)
    assert not DueMilestone.objects.exists()
    assert case.version == 3


def test_what_was_met_or_paused_in_time_is_left_alone(real_commits: None) -> None:
    town = _town_with(resolution=4)
    agent = StandingCast().agent.actor
    with transaction.atomic(), serving(town):
        resolve(case=opened(town), text="A cable.", by=agent, at=AT + HOUR)
        ask_back(case=opened(town), text="Which cable?", by=agent, at=AT + HOUR)
    assert sweep(AT + 9 * DAY) == 0


def test_a_breach_is_not_claimed_again_after_a_pause(real_commits: None) -> None:
    town = _town_with(resolution=4)
    agent = StandingCast().agent.actor
    with transaction.atomic(), serving(town):
        case = opened(town)
    assert sweep(AT + 5 * HOUR) == 1
    with transaction.atomic(), serving(town):
        ask_back(case=case, text="Which cable?", by=agent, at=AT + 6 * HOUR)
        assert row_of(case).due_at is None
        customer_reply(case=case, text="The white one.", by=town.engineer.actor, at=AT + 7 * HOUR)
        assert row_of(case).due_at == AT + 4 * HOUR
    assert sweep(AT + DAY) == 0


def test_a_row_that_is_out_of_date_is_swept_away(real_commits: None) -> None:
    town = _town_with(response=4)
    with transaction.atomic(), serving(town):
        case = opened(town)
        Milestone.objects.filter(case=case).update(met_at=AT + HOUR)
    assert sweep(AT + DAY) == 0
    with transaction.atomic(), serving(town):
        assert not DueMilestone.objects.exists()


def test_many_are_swept_in_small_batches(real_commits: None) -> None:
    from voorrang.cases.sweep import sweep_breaches

    town = _town_with(response=4)
    with transaction.atomic(), serving(town):
        for _ in range(7):
            opened(town)
    assert sweep_breaches(AT + DAY, batch=3) == 7


def _town_with(**promises: float) -> Cast:
    with transaction.atomic():
        town = StandingCast().access
        with serving(town):
            for kind, hours in promises.items():
                promised(kind, hours)
    return town
