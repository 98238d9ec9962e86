"""Activation begins within 30 days of purchase (G.7): each step has a date, an owner and reminders."""

from tests.rules.world import PROGRAMME, day
from voorrang.rules.activation import checklist, deadline, reminders_due, state_of
from voorrang.rules.programme import Programme

BOUGHT = day("2026-03-01")


def test_steps_come_in_order_of_what_is_due() -> None:
    steps = checklist(BOUGHT, PROGRAMME)
    assert [step.key for step in steps] == ["welcome_call", "helpdesk_contacts", "go_live"]
    assert [step.due_at for step in steps] == [day("2026-03-08"), day("2026-03-15"), day("2026-03-31")]
    assert [step.owner for step in steps] == ["sales", "helpdesk_lead", "sales"]


def test_the_deadline_is_thirty_days_after_purchase(programme: Programme) -> None:
    assert deadline(BOUGHT, programme) == day("2026-03-31")
    assert all(step.due_at <= deadline(BOUGHT, programme) for step in checklist(BOUGHT, programme))


def test_reminders_come_before_the_date_and_once_each() -> None:
    contacts = checklist(BOUGHT, PROGRAMME)[1]
    assert contacts.remind_at == (day("2026-03-10"), day("2026-03-14"))
    assert reminders_due(contacts, BOUGHT, day("2026-03-10")) == (day("2026-03-10"),)
    assert reminders_due(contacts, day("2026-03-10"), day("2026-03-14")) == (day("2026-03-14"),)


def test_a_step_is_open_reminded_overdue_or_done() -> None:
    contacts = checklist(BOUGHT, PROGRAMME)[1]
    assert state_of(contacts, None, day("2026-03-09")) == "open"
    assert state_of(contacts, None, day("2026-03-10")) == "reminded"
    assert state_of(contacts, None, day("2026-03-15")) == "overdue"
    assert state_of(contacts, day("2026-03-20"), day("2026-03-21")) == "done"


def test_steps_of_a_feature_are_for_the_tiers_that_include_it(real_programme: Programme) -> None:
    by_tier = {tier: {step.key for step in checklist(BOUGHT, real_programme, tier)} for tier in real_programme.tiers}
    for step in real_programme.activation:
        for tier, keys in by_tier.items():
            included = step.feature is None or real_programme.matrix[tier].get(step.feature) == "included"
            assert (step.key in keys) is included
