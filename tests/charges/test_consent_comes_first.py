"""An estimate waits for the customer, its case with it; who may consent does so by name, to an amount; then work is charged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections, transaction

from tests.cast import AT, Person, StandingCast, serving
from tests.charges.costs import BOARD, LABOUR, TOTAL, charged_case, estimated
from tests.contracts.agreements import signed
from tests.desk.door import Scenery, scenery_of
from voorrang.accounts.models import CustomerRole
from voorrang.cases.models import Case, QueueRow
from voorrang.charges.actions.answering import consent, let_engineers_consent, refuse
from voorrang.charges.actions.charging import enter_charge, settle
from voorrang.charges.actions.estimates import Line, withdraw_estimate
from voorrang.charges.models import Consent, CostEstimate, InvoiceLine
from voorrang.charges.queries import estimate_view
from voorrang.charges.refusals import (
    AmountDiffers,
    AnsweredBefore,
    ChargeRefused,
    EstimateNotOpen,
    LineFlawed,
    MayNotConsent,
    NotChargeable,
    ReasonNeeded,
)
from voorrang.contracts.actions.agreement_drafts import ContactTerms
from voorrang.contracts.queries.agreement_versions import agreed_rates

LEAD = [CustomerRole.HELPDESK_LEAD]
ENGINEER = [CustomerRole.HELPDESK_ENGINEER]


def say_yes(estimate: CostEstimate, who: Person, roles: list[CustomerRole] = LEAD) -> Consent:
    return consent(estimate=estimate, amount=TOTAL, user=who.user, roles=roles, by=who.actor, at=AT)


def status(case: Case) -> str:
    return str(QueueRow.objects.get(id=case.id).status)


def test_a_case_under_the_contract_costs_nothing(cast: StandingCast, scenery: Scenery) -> None:
    with pytest.raises(NotChargeable):
        estimated(cast, scenery, scenery.case)


def test_the_case_waits_for_the_consent_and_then_runs_on(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate = estimated(cast, scenery, case)
    with serving(scenery.one):
        assert status(case) == "waiting"
        made = say_yes(estimate, scenery.one.lead)
        assert (made.answer, made.amount, made.name) == ("consented", TOTAL, scenery.one.lead.user.name)
        assert status(case) == "open"


def test_only_what_was_read_is_consented_to(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate, lead = estimated(cast, scenery, case), scenery.one.lead
    with serving(scenery.one), pytest.raises(AmountDiffers):
        consent(estimate=estimate, amount=Decimal(1), user=lead.user, roles=LEAD, by=lead.actor, at=AT)


def test_an_engineer_consents_when_the_lead_lets_them(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate, engineer = estimated(cast, scenery, case), scenery.one.engineer
    with serving(scenery.one):
        with pytest.raises(MayNotConsent):
            say_yes(estimate, engineer, ENGINEER)
        let_engineers_consent(may=True, by=scenery.one.lead.actor, at=AT)
        assert say_yes(estimate, engineer, ENGINEER).answer == "consented"


def test_a_person_whom_the_agreement_names_consents(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate, engineer = estimated(cast, scenery, case), scenery.one.engineer
    named = ContactTerms("customer", "Buyer", engineer.user.name, email=engineer.user.email, may_consent=True)
    signed(cast, scenery.one, contacts=(named,))
    with serving(scenery.one):
        assert say_yes(estimate, engineer, ENGINEER).answer == "consented"


def test_nothing_is_charged_without_consent(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate = estimated(cast, scenery, case)
    with serving(scenery.one):
        [labour, _] = estimate_view(estimate, AT).lines
        with pytest.raises(ChargeRefused, match="no_consent"):
            enter_charge(line=labour.line, quantity=Decimal(1), by=cast.agent.actor, at=AT)
        lead = scenery.one.lead
        refuse(estimate=estimate, reason="Too dear", user=lead.user, roles=LEAD, by=lead.actor, at=AT)
        with pytest.raises(ChargeRefused, match="no_consent"):
            enter_charge(line=labour.line, quantity=Decimal(1), by=cast.agent.actor, at=AT)


def test_an_answer_is_given_once_and_in_time(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    late, estimate, lead = estimated(cast, scenery, case), estimated(cast, scenery, case), scenery.one.lead
    with serving(scenery.one):
        say_yes(estimate, lead)
        with pytest.raises(AnsweredBefore) as before:
            refuse(estimate=estimate, reason="", user=lead.user, roles=LEAD, by=lead.actor, at=AT)
        assert before.value.consent.name == lead.user.name
        after = AT + timedelta(days=14)
        with pytest.raises(EstimateNotOpen, match="expired"):
            consent(estimate=late, amount=TOTAL, user=lead.user, roles=LEAD, by=lead.actor, at=after)
        withdraw_estimate(estimate=late, by=cast.agent.actor, at=after)
        with pytest.raises(EstimateNotOpen, match="consented"):
            withdraw_estimate(estimate=estimate, by=cast.agent.actor, at=after)


def test_work_beyond_the_estimate_needs_a_new_one(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate = estimated(cast, scenery, case)
    with serving(scenery.one):
        say_yes(estimate, scenery.one.lead)
        [labour, _] = estimate_view(estimate, AT).lines
        enter_charge(line=labour.line, quantity=Decimal(1), by=cast.agent.actor, at=AT)
        with pytest.raises(ChargeRefused) as beyond:
            enter_charge(line=labour.line, quantity=Decimal(1), by=cast.agent.actor, at=AT)
    assert (beyond.value.code, beyond.value.left) == ("beyond_consent", Decimal("47.75"))


def test_settling_charges_some_and_lets_some_go(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    estimate, agent = estimated(cast, scenery, case), cast.agent.actor
    with serving(scenery.one):
        say_yes(estimate, scenery.one.lead)
        [labour, board] = estimate_view(estimate, AT).lines
        hour = enter_charge(line=labour.line, quantity=Decimal(1), by=agent, at=AT)
        enter_charge(line=board.line, quantity=Decimal(1), by=agent, at=AT)
        with pytest.raises(ReasonNeeded):
            settle(estimate=estimate, waived={hour.id: " "}, by=agent, at=AT)
        settled = settle(estimate=estimate, waived={hour.id: "Goodwill"}, by=agent, at=AT)
        assert (settled.charged, settled.waived) == (Decimal("210.00"), Decimal("95.50"))
        assert [line.amount for line in InvoiceLine.objects.all()] == [Decimal("210.00")]
        with pytest.raises(ChargeRefused, match="settled"):
            enter_charge(line=labour.line, quantity=Decimal("0.1"), by=agent, at=AT)


def test_agreed_rates_give_the_price(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    signed(cast, scenery.one)
    with serving(scenery.one):
        rates = {one.kind: one for one in agreed_rates(AT)}
    estimate = estimated(
        cast,
        scenery,
        case,
        lines=(
            Line("labour", "Change the board", Decimal(2), rate=rates["labour"]),
            Line("material", "Board", Decimal(1), rate=rates["material"], price=Decimal("80.00")),
        ),
    )
    with serving(scenery.one):
        assert [one.line.amount for one in estimate_view(estimate, AT).lines] == [Decimal("190.00"), Decimal("90.00")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (Line("labour", "Work", Decimal(0), price=Decimal(1), reason="x"), "quantity"),
        (Line("labour", "Work", Decimal(1)), "price"),
        (Line("labour", "Work", Decimal(1), price=Decimal(1)), "reason"),
    ],
)
def test_a_line_that_lacks_something_says_what(
    cast: StandingCast, scenery: Scenery, case: Case, line: Line, field: str
) -> None:
    with pytest.raises(LineFlawed) as flawed:
        estimated(cast, scenery, case, lines=(LABOUR, BOARD, line))
    assert flawed.value.field == field


def test_of_two_who_answer_at_once_one_wins(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        scenery = scenery_of(cast)
        case = charged_case(cast, scenery)
        estimate = estimated(cast, scenery, case)
        people = (scenery.one.lead, scenery.one.engineer)
    starting_line = Barrier(2)

    def answer(who: int) -> str:
        starting_line.wait()
        try:
            with transaction.atomic(), serving(scenery.one):
                say_yes(estimate, people[who])
        except AnsweredBefore as late:
            return f"late, after {late.consent.answered_by == people[1 - who].actor.id}"
        else:
            return "consented"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(answer, range(2))) == ["consented", "late, after True"]
