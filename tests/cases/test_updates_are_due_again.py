"""A promise of updates is due again after each answer, until the case is resolved."""

from tests.cases.factories import AT, HOUR, clock_of, opened, promised, row_of
from tests.cast import Cast, StandingCast
from voorrang.cases.actions import answer, ask_back, customer_reply, reopen, resolve
from voorrang.cases.models import Milestone


def test_each_answer_starts_the_next_round(town: Cast, cast: StandingCast) -> None:
    promised("update", 6)
    case = opened(town)
    answer(case=case, text="We look into it.", by=cast.agent.actor, at=AT + 2 * HOUR)
    answer(case=case, text="A part is on its way.", by=cast.agent.actor, at=AT + 5 * HOUR)
    rounds = Milestone.objects.filter(case=case).order_by("from_sequence")
    assert [one.starts_at for one in rounds] == [AT, AT + 2 * HOUR, AT + 5 * HOUR]
    assert [one.met_at for one in rounds] == [AT + 2 * HOUR, AT + 5 * HOUR, None]
    assert row_of(case).promised_at == AT + 11 * HOUR


def test_answers_of_the_same_instant_are_told_apart(town: Cast, cast: StandingCast) -> None:
    promised("update", 6)
    case = opened(town)
    for words in ("One.", "Two."):
        answer(case=case, text=words, by=cast.agent.actor, at=AT)
    rounds = Milestone.objects.filter(case=case).order_by("from_sequence")
    assert [(one.from_sequence, one.met_at) for one in rounds] == [(1, AT), (2, AT), (3, None)]


def test_a_round_waits_for_the_customer_too(town: Cast, cast: StandingCast) -> None:
    promised("update", 6)
    case = opened(town)
    ask_back(case=case, text="Which cable?", by=cast.agent.actor, at=AT + HOUR)
    assert clock_of(case, "update").paused_at == AT + HOUR
    customer_reply(case=case, text="The white one.", by=town.engineer.actor, at=AT + 3 * HOUR)
    assert clock_of(case, "update").due_at == AT + 9 * HOUR


def test_no_update_is_due_after_the_resolution_until_the_case_is_reopened(town: Cast, cast: StandingCast) -> None:
    promised("update", 6)
    case = opened(town)
    resolve(case=case, text="A new cable.", by=cast.agent.actor, at=AT + HOUR)
    assert clock_of(case, "update").met_at == AT + HOUR
    reopen(case=case, text="Black again.", by=town.engineer.actor, at=AT + 4 * HOUR)
    assert clock_of(case, "update").due_at == AT + 10 * HOUR
