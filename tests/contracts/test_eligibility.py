"""Is the fleet big enough? On the estimate first, then on what was imported; a shortfall is flagged and stops nothing."""

from datetime import timedelta

from tests.cast import BOUGHT, StandingCast, give_contract, serving
from voorrang.audit.models import Entry
from voorrang.contracts import queries
from voorrang.contracts.actions import assess, state_estimate
from voorrang.rules.eligibility import FleetCount

IMPORTED = BOUGHT + timedelta(days=20)
LATER = BOUGHT + timedelta(days=80)


def laptops(count: int) -> list[FleetCount]:
    return [FleetCount("laptop", commercial=True, under_cover=True, count=count, country="NL")]


def test_the_estimate_gives_a_provisional_verdict(cast: StandingCast) -> None:
    give_contract(cast.access)
    with serving(cast.access):
        [held] = queries.contract_facts(IMPORTED)
    assert held.eligibility == "provisional"


def test_the_last_statement_stands_even_within_one_instant(cast: StandingCast) -> None:
    with serving(cast.access):
        for count in (300, 280):
            state_estimate(counts=[("laptop", True, count)], by=cast.sales.actor, at=IMPORTED)
        assert [one.count for one in queries.estimate_counts(IMPORTED)] == [280]


def test_the_import_confirms_it(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        assess(contract=contract, basis="confirmed", counts=laptops(280), by=cast.operator.actor, at=IMPORTED)
        [held] = queries.contract_facts(IMPORTED)
        assert held.eligibility == "confirmed"
        assert not queries.below_minimum(IMPORTED)


def test_a_shortfall_is_flagged_with_what_is_missing(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        assess(contract=contract, basis="confirmed", counts=laptops(249), by=cast.operator.actor, at=IMPORTED)
        [verdict] = queries.below_minimum(IMPORTED)
    assert verdict.ways[0] | {"kinds": []} == {
        "kinds": [],
        "at_least": 250,
        "commercial_only": False,
        "under_cover": True,
        "count": 249,
        "shortfall": 1,
        "clauses": ["E.3", "R.1"],
        "readings": ["Q.7"],
    }


def test_a_contract_below_its_minimum_stays_in_force(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        assess(contract=contract, basis="confirmed", counts=laptops(1), by=cast.operator.actor, at=IMPORTED)
        assert queries.tiers_in_force(IMPORTED) == {"pc": "PA"}
        [held] = queries.contract_facts(IMPORTED)
    assert held.eligibility == "below"


def test_falling_below_is_told_once_and_reaching_it_again_too(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        for day, count in enumerate([240, 230, 260, 270, 200]):
            at = IMPORTED + timedelta(days=day)
            assess(contract=contract, basis="confirmed", counts=laptops(count), by=cast.operator.actor, at=at)
        told = Entry.objects.filter(type__in=["contract.fell_below", "contract.reached"]).order_by("at", "id")
        assert [entry.type for entry in told] == ["contract.fell_below", "contract.reached", "contract.fell_below"]


def test_the_verdict_of_a_day_can_be_asked_for_later(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        assess(contract=contract, basis="confirmed", counts=laptops(1), by=cast.operator.actor, at=LATER)
        assert [held.eligibility for held in queries.contract_facts(IMPORTED)] == ["provisional"]
        assert [held.eligibility for held in queries.contract_facts(LATER)] == ["below"]


def test_each_scope_has_a_verdict_of_its_own(cast: StandingCast) -> None:
    contract = give_contract(cast.management)
    fleet = [
        FleetCount("laptop", commercial=True, under_cover=True, count=9_000, country="DE"),
        FleetCount("printer", commercial=True, under_cover=True, count=1_000, country="DE"),
    ]
    with serving(cast.management):
        verdicts = assess(contract=contract, basis="audited", counts=fleet, by=cast.operator.actor, at=IMPORTED)
        assert [(one.contract_scope.scope, one.qualifies) for one in verdicts] == [("pc", True), ("print", True)]
        assert {held.eligibility for held in queries.contract_facts(IMPORTED)} == {"audited"}
    assert [way["shortfall"] for way in verdicts[0].ways] == [0, 1_000]


def test_a_new_estimate_takes_the_place_of_the_last(cast: StandingCast) -> None:
    with serving(cast.access):
        state_estimate(counts=[("laptop", True, 10), ("printer", True, 2)], by=cast.access.lead.actor, at=BOUGHT)
        state_estimate(counts=[("laptop", True, 12)], by=cast.access.lead.actor, at=IMPORTED)
        assert [(row.kind, row.count) for row in queries.current_estimate(IMPORTED)] == [("laptop", 12)]
        assert [count.count for count in queries.estimate_counts(BOUGHT)] == [10, 2]
