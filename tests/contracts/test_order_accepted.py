"""An order that the programme accepts becomes a contract."""

from datetime import timedelta

from tests.cast import BOUGHT, StandingCast, serving
from tests.contracts.people import (
    ALL_MANAGEMENT_PLUS_3Y,
    PC_ACCESS_3Y,
    PC_MANAGEMENT_3Y,
    PRINT_ACCESS_3Y,
    buy,
    codes,
    place,
)
from voorrang.audit.models import Entry
from voorrang.contracts import queries
from voorrang.contracts.models import Assessment, Contract, ContractScope, OrderLine


def test_an_article_buys_its_scope_at_its_tier_for_its_term(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        [scope] = queries.scopes_of(contract)
    assert (scope.scope, scope.tier, scope.quantity) == ("pc", "PA", 300)
    assert (scope.starts_at, scope.ends_at) == (BOUGHT, BOUGHT.replace(year=BOUGHT.year + 3))


def test_an_article_for_both_buys_two_scopes(cast: StandingCast) -> None:
    contract = buy(cast, cast.management_plus, (ALL_MANAGEMENT_PLUS_3Y, 10_000), estimates=[("laptop", True, 10_000)])
    with serving(cast.management_plus):
        assert [scope.scope for scope in queries.scopes_of(contract)] == ["pc", "print"]


def test_pcs_and_printers_may_be_on_different_tiers(cast: StandingCast) -> None:
    fleet = [("laptop", True, 10_500), ("printer", True, 120)]
    contract = buy(cast, cast.management, (PC_MANAGEMENT_3Y, 10_500), (PRINT_ACCESS_3Y, 120), estimates=fleet)
    with serving(cast.management):
        assert {scope.scope: scope.tier for scope in queries.scopes_of(contract)} == {"pc": "PM", "print": "PA"}


def test_numbers_carry_the_customers_code(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    assert contract.number.startswith("NIEUW-C0002-")
    with serving(cast.access):
        assert contract.order.number.startswith("NIEUW-O0001-")
        assert queries.contract_by_number(contract.number.lower()) == contract


def test_the_order_says_what_it_was_accepted_for(cast: StandingCast) -> None:
    order = place(cast, cast.access, (f" {PC_ACCESS_3Y.lower()} ", 300))
    assert codes(order) == ["order_accepted"]
    assert order.reasons[0]["facts"] == {"scope": "pc", "tier": "PA", "years": 3}
    with serving(cast.access):
        [line] = OrderLine.objects.all()
    assert (line.article, line.tier, line.scopes, line.term_years) == (PC_ACCESS_3Y, "PA", ["pc"], 3)


def test_a_fleet_below_the_minimum_is_flagged_and_not_refused(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 240), estimates=[("laptop", True, 240)])
    with serving(cast.access):
        [assessment] = queries.below_minimum(BOUGHT)
    assert assessment.ways[0]["shortfall"] == 10
    assert assessment.basis == "provisional"


def test_without_any_count_nothing_is_said_about_the_minimum(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 300), estimates=[])
    with serving(cast.access):
        assert not Assessment.objects.exists()
        [held] = queries.contract_facts(BOUGHT)
    assert held.eligibility == "provisional"


def test_the_trail_tells_of_the_order_and_the_contract(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        told = set(Entry.objects.filter(subject_kind__in=["order", "contract"]).values_list("type", flat=True))
    assert told == {"order.accepted", "contract.made", "contract.assessed"}


def test_the_next_term_can_be_bought_ahead(cast: StandingCast) -> None:
    first = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        [scope] = queries.scopes_of(first)
    order = place(cast, cast.access, (PC_ACCESS_3Y, 300), starts_at=scope.ends_at, at=scope.ends_at - timedelta(60))
    assert order.accepted
    with serving(cast.access):
        assert ContractScope.objects.count() == 2
        assert Contract.objects.count() == 2
