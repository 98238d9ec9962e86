"""A promise is met by an answer, stands still while we wait for the customer, and says why it is due when it is."""

from datetime import datetime, timedelta

from tests.cases.factories import AT, DAY, HOUR, clock_of, opened, promised, row_of
from tests.cast import Cast, StandingCast
from voorrang.cases.actions import answer, ask_back, close, customer_reply, resolve
from voorrang.cases.models import DueMilestone
from voorrang.cases.queries import clocks_of


def test_without_an_agreement_nothing_is_promised(town: Cast) -> None:
    case = opened(town)
    assert clocks_of(case, internal=False, at=AT) == []
    assert (row_of(case).due_at, row_of(case).promised_at) == (None, None)


def test_a_promise_starts_at_the_opening(town: Cast) -> None:
    promised("response", 4)
    case = opened(town)
    assert clock_of(case, "response").due_at == AT + 4 * HOUR
    assert (row_of(case).promised_at, row_of(case).promised_kind) == (AT + 4 * HOUR, "response")
    assert DueMilestone.objects.get(case_id=case.id).due_at == AT + 4 * HOUR


def test_the_first_public_answer_meets_the_response(town: Cast, cast: StandingCast) -> None:
    promised("response", 4)
    case = opened(town)
    answer(case=case, text="Probably the panel.", internal=True, by=cast.agent.actor, at=AT + HOUR)
    assert clock_of(case, "response").met_at is None
    answer(case=case, text="We look into it.", by=cast.agent.actor, at=AT + 2 * HOUR)
    assert clock_of(case, "response").met_at == AT + 2 * HOUR
    assert not DueMilestone.objects.exists()
    assert row_of(case).due_at is None


def test_waiting_for_the_customer_stops_the_clock(town: Cast, cast: StandingCast) -> None:
    promised("resolution", 8)
    case = opened(town)
    ask_back(case=case, text="Which cable?", by=cast.agent.actor, at=AT + 3 * HOUR)
    clock = clock_of(case, "resolution")
    assert (clock.due_at, clock.paused_at) == (None, AT + 3 * HOUR)
    assert row_of(case).waiting_since == AT + 3 * HOUR
    assert not DueMilestone.objects.exists()

    customer_reply(case=case, text="The white one.", by=town.engineer.actor, at=AT + DAY)
    assert clock_of(case, "resolution").due_at == AT + DAY + 5 * HOUR
    assert row_of(case).status == "open"
    (shown,) = clocks_of(case, internal=False, at=AT + DAY + HOUR)
    assert [(part.state, part.ends_at - part.starts_at) for part in shown.evaluation.intervals] == [
        ("counted", 3 * HOUR),
        ("paused", 21 * HOUR),
        ("counted", HOUR),
    ]


def test_office_hours_leave_out_night_and_weekend(town: Cast, cast: StandingCast) -> None:
    friday = datetime.fromisoformat("2026-03-06T16:00:00+01:00")
    promised("resolution", 4, calendar="office", at=friday)
    case = opened(town, at=friday)
    assert clock_of(case, "resolution").due_at == datetime.fromisoformat("2026-03-09T10:00:00+01:00")
    assert (clock_of(case, "resolution").calendar_key, clock_of(case, "resolution").calendar_version) == ("office", 1)
    assert clock_of(case, "resolution").zones_version


def test_resolving_meets_the_resolution(town: Cast, cast: StandingCast) -> None:
    promised("resolution", 8)
    case = opened(town)
    resolve(case=case, text="A new cable.", by=cast.agent.actor, at=AT + 2 * HOUR)
    assert clock_of(case, "resolution").met_at == AT + 2 * HOUR
    assert clock_of(case, "resolution").due_at == AT + 8 * HOUR


def test_a_withdrawn_case_is_due_no_more(town: Cast) -> None:
    promised("resolution", 8)
    case = opened(town)
    close(case=case, text="It works again.", by=town.engineer.actor, at=AT + HOUR)
    clock = clock_of(case, "resolution")
    assert (clock.due_at, clock.met_at, clock.paused_at) == (None, None, AT + HOUR)
    assert not DueMilestone.objects.exists()


def test_our_own_targets_are_for_us_alone(town: Cast, targets: None) -> None:
    promised("response", 40)
    case = opened(town, impact="company")
    kinds = {(one.milestone.basis, one.milestone.kind) for one in clocks_of(case, internal=True, at=AT)}
    assert kinds == {("promise", "response"), ("target", "response"), ("target", "resolution")}
    assert {one.milestone.basis for one in clocks_of(case, internal=False, at=AT)} == {"promise"}
    row = row_of(case)
    assert row.due_at == AT + timedelta(minutes=60)
    assert row.promised_at == AT + 40 * HOUR


def test_a_case_outside_every_tier_goes_by_the_lowest_targets(town: Cast, targets: None) -> None:
    case = opened(town, outcome="base_warranty", tier="", impact="company")
    assert row_of(case).due_at == AT + timedelta(minutes=60)
