"""An order becomes a contract or is refused with every flaw named (C.1, E.1, R.8, Q.12, Q.15)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.rules.world import PROGRAMME, day
from voorrang.rules.eligibility import FleetCount
from voorrang.rules.orders import HeldScope, Order, OrderLine, OrderVerdict, judge_order, nearest_article
from voorrang.rules.periods import add_years
from voorrang.rules.programme import Programme, SaleRule

PCS_ONLY = (FleetCount("laptop", True, True, 300, "NL"),)
PCS_AND_PRINTERS = (*PCS_ONLY, FleetCount("printer", True, True, 40, "NL"))


def order(*lines: tuple[str, int], programme: Programme = PROGRAMME, **changes: Any) -> OrderVerdict:
    """Nieuwstad in the Netherlands orders for its 300 laptops, from 1 April 2026."""
    wanted = Order(tuple(OrderLine(*line) for line in lines), "NL", "NL", day("2026-04-01"), PCS_ONLY)
    return judge_order(wanted._replace(**changes), programme)


def told(verdict: OrderVerdict) -> dict[str, dict[str, Any]]:
    return {reason.code: dict(reason.facts) for reason in verdict.reasons}


def test_a_good_order_buys_a_period_of_whole_years() -> None:
    verdict = order(("U80M6E", 300))
    assert verdict.accepted
    (scope,) = verdict.scopes
    assert (scope.scope, scope.tier, scope.term_years) == ("pc", "PA", 3)
    assert (scope.starts_at, scope.ends_at) == (day("2026-04-01"), day("2029-04-01"))
    assert (verdict.tier, verdict.term_years) == ("PA", 3)
    assert told(verdict)["order_accepted"] == {"scope": "pc", "tier": "PA", "years": 3}


def test_an_article_number_may_be_typed_in_small_letters() -> None:
    assert order((" u80m6e ", 300)).accepted


def test_an_article_for_both_buys_two_scopes() -> None:
    verdict = order(("U62G4E", 340), fleet=PCS_AND_PRINTERS)
    assert verdict.accepted
    assert [scope.scope for scope in verdict.scopes] == ["pc", "print"]


@pytest.mark.parametrize("typed", ["U80M6F", "U8OM6E", "U80M6", "U80MM6E", "U80M6E1", "U08M6E"])
def test_a_slip_of_the_finger_is_told_with_the_nearest_article(typed: str) -> None:
    verdict = order((typed, 300))
    assert not verdict.accepted
    assert "suggestion" in told(verdict)["article_unknown_nearest"]


def test_a_swap_of_neighbours_is_one_slip() -> None:
    assert nearest_article("U80ME6", PROGRAMME) == "U80M6E"


def test_a_number_like_no_other_is_just_unknown() -> None:
    assert "article_unknown" in told(order(("ZZ99QX7", 300)))
    assert nearest_article("ZZ99QX7", PROGRAMME) is None


@pytest.mark.parametrize("typed", ["", "  ", "U80 M6E", "U80M6E\x00", "x" * 200, "=1+1", "1E+10;"])
def test_what_is_no_article_number_is_malformed(typed: str) -> None:
    verdict = order((typed, 300))
    assert not verdict.accepted
    assert "article_malformed" in told(verdict)


def test_an_empty_order_and_a_quantity_of_nothing_are_refused() -> None:
    assert "order_empty" in told(order())
    for quantity in (0, -5):
        assert told(order(("U80M6E", quantity)))["quantity_too_small"] == {"article": "U80M6E", "quantity": quantity}


def test_outside_coverage_nothing_is_sold() -> None:
    verdict = order(("U80M6E", 300), country="RO")
    assert not verdict.accepted
    assert told(verdict)["order_country_not_covered"] == {"country": "RO"}


def test_r8_the_highest_tier_needs_a_head_office_in_its_region() -> None:
    verdict = order(("U62G4E", 300), head_office="US", country="US")
    assert not verdict.accepted
    facts = {"country": "US", "regions": ["EMEA"], "tier": "PM+"}
    assert told(verdict)["head_office_outside_region"] == facts
    assert order(("U80M7E", 300), head_office="US", country="US").accepted


def test_q12_the_other_reading_looks_at_the_devices() -> None:
    by_devices = replace(PROGRAMME, sale_rules={"PM+": SaleRule("PM+", frozenset({"EMEA"}), "devices", ("R.8",))})
    worldwide = (*PCS_ONLY, FleetCount("laptop", True, True, 10, "US"))
    assert order(("U62G4E", 310), fleet=worldwide).accepted
    verdict = order(("U62G4E", 310), fleet=worldwide, programme=by_devices)
    assert not verdict.accepted
    assert told(verdict)["devices_outside_region"]["countries"] == ["US"]
    assert order(("U62G4E", 300), head_office="US", programme=by_devices).accepted


def test_a_scope_has_one_contract_at_a_time() -> None:
    held = HeldScope("pc", day("2025-01-01"), day("2027-01-01"))
    verdict = order(("U80M6E", 300), held=(held,))
    assert not verdict.accepted
    facts = {"ends_on": "2026-12-31", "scope": "pc", "starts_on": "2025-01-01"}
    assert told(verdict)["contract_overlaps"] == facts
    assert order(("U80M6E", 300), held=(held,), starts_at=held.ends_at).accepted
    assert order(("U80M6E", 300), held=(held._replace(scope="print"),)).accepted


def test_a_scope_is_bought_once() -> None:
    assert told(order(("U80M6E", 300), ("U80M5E", 1)))["scope_bought_twice"] == {"scope": "pc"}


def test_e1_no_kind_of_the_fleet_may_be_left_out() -> None:
    verdict = order(("U80M6E", 300), fleet=PCS_AND_PRINTERS)
    assert not verdict.accepted
    assert told(verdict)["fleet_scope_not_bought"] == {"count": 40, "scope": "print"}
    assert order(("U80M6E", 300), ("U1PB2E", 40), fleet=PCS_AND_PRINTERS).accepted


def test_e1_a_running_contract_counts() -> None:
    held = HeldScope("print", day("2025-01-01"), day("2027-01-01"))
    assert order(("U80M6E", 300), fleet=PCS_AND_PRINTERS, held=(held,)).accepted


def test_q15_the_missing_two_year_print_article_is_explained() -> None:
    verdict = order(("U80LYE", 300), fleet=PCS_AND_PRINTERS)
    assert not verdict.accepted
    assert told(verdict)["term_not_offered"] == {"offered": [1, 3], "scope": "print", "tier": "PA", "years": 2}


def test_tiers_may_differ_by_scope() -> None:
    verdict = order(("U80M7E", 300), ("U1PB1E", 40), fleet=PCS_AND_PRINTERS)
    assert verdict.accepted
    assert [(scope.scope, scope.tier) for scope in verdict.scopes] == [("print", "PA"), ("pc", "PM")]
    assert verdict.tier == "PM"


def test_a_quantity_far_from_the_fleet_is_flagged_not_refused() -> None:
    verdict = order(("U80M6E", 200))
    assert verdict.accepted
    assert told(verdict)["quantity_differs"] == {"count": 300, "quantity": 200, "scope": ["pc"]}
    assert "quantity_differs" not in told(order(("U80M6E", 315)))
    assert "quantity_differs" in told(order(("U80M6E", 316)))


def test_how_far_is_the_vendors_setting(real_programme: Programme) -> None:
    """A.15: whoever changes the file changes the answer."""
    assert "quantity_differs" in told(order(("U80M6E", 200), programme=real_programme))
    setting = real_programme.assumption("quantity_tolerance")
    lenient = {setting.id: replace(setting, value={"percent": 40})}
    generous = replace(real_programme, assumptions={**real_programme.assumptions, **lenient})
    assert "quantity_differs" not in told(order(("U80M6E", 200), programme=generous))


def test_a_fleet_below_the_minimum_is_told_not_refused() -> None:
    verdict = order(("U80M7E", 300))
    assert verdict.accepted
    ((tier, eligibility),) = verdict.eligibility
    assert (tier, eligibility.qualifies) == ("PM", False)


def test_every_flaw_is_named_at_once() -> None:
    verdict = order(("U80M6F", 1), ("U80M5E", 0), country="RO")
    assert {"article_unknown_nearest", "quantity_too_small", "order_country_not_covered"} <= set(told(verdict))


def test_the_order_of_the_lines_plays_no_part() -> None:
    assert order(("U80M6E", 300), ("nonsense!", 1)) == order(("nonsense!", 1), ("U80M6E", 300))


def test_every_article_of_the_shipped_programme_can_be_bought(real_programme: Programme) -> None:
    for number, article in real_programme.articles.items():
        verdict = order((number, 300), programme=real_programme, fleet=())
        assert verdict.accepted
        assert {scope.scope for scope in verdict.scopes} == article.scopes


def test_a_term_that_starts_on_a_leap_day_is_never_shorter_than_its_years() -> None:
    assert add_years(day("2028-02-29"), 1) == day("2029-03-01")
    assert add_years(day("2028-02-29"), 4) == day("2032-02-29")
    assert add_years(day("2026-03-01"), 2) == day("2028-03-01")
