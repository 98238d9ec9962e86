"""Which units the programme supports: kinds, makers, commercial printers, countries (E.8, C.2-C.4)."""

import pytest

from tests.rules.world import LAPTOP, PCS, PRINTER, WARRANTY, ask, codes, reason_of
from voorrang.rules.facts import Device


@pytest.mark.parametrize("kind", sorted(PCS))
def test_every_kind_of_pc_is_eligible_commercial_or_not(kind: str) -> None:
    assert ask(LAPTOP._replace(kind=kind)).outcome == "entitled"
    assert ask(LAPTOP._replace(kind=kind, commercial=False)).outcome == "entitled"


def test_only_commercial_printers_are_eligible() -> None:
    assert ask(PRINTER).outcome == "entitled"
    decision = ask(PRINTER._replace(commercial=False))
    assert decision.outcome == "base_warranty"
    assert "not_commercial" in codes(decision)


def test_another_kind_falls_back_on_its_own_warranty() -> None:
    decision = ask(LAPTOP._replace(kind="other"))
    assert decision.outcome == "base_warranty"
    assert "kind_not_eligible" in codes(decision)
    assert ask(LAPTOP._replace(kind="other", covers=())).outcome == "refused"


def test_another_maker_is_served_only_if_the_vendor_sold_it() -> None:
    acme = LAPTOP._replace(maker="Acme")
    assert ask(acme).outcome == "base_warranty"
    assert reason_of(ask(acme), "maker_other").facts == {"maker": "Acme"}
    assert ask(acme._replace(sold_by_vendor=True)).outcome == "entitled"


def test_the_makers_name_may_be_written_in_any_case() -> None:
    assert ask(LAPTOP._replace(maker="hP")).outcome == "entitled"


def test_outside_coverage_the_own_warranty_helps() -> None:
    decision = ask(LAPTOP._replace(country="RO"))
    assert decision.outcome == "base_warranty"
    assert reason_of(decision, "country_not_covered").facts == {"country": "RO"}
    assert ask(LAPTOP._replace(country="RO", covers=())).outcome == "refused"


def test_the_devices_country_goes_before_the_callers() -> None:
    assert ask(LAPTOP, country="RO").outcome == "entitled"
    assert ask(LAPTOP._replace(country=None), country="RO").outcome == "base_warranty"
    assert ask(LAPTOP._replace(country=None), country="DE").outcome == "entitled"


def test_no_country_at_all_is_asked_for() -> None:
    decision = ask(LAPTOP._replace(country=None), country=None)
    assert decision.outcome == "conditional"
    assert "country_missing" in codes(decision)


def test_an_unknown_serial_is_provisional() -> None:
    decision = ask(Device("5CGWHATSIT", None, known=False))
    assert (decision.outcome, decision.tier) == ("conditional", "PM")
    assert "device_unknown" in codes(decision)


def test_an_unknown_serial_without_contract_is_refused() -> None:
    assert ask(Device("5CGWHATSIT", None, known=False), contracts=()).outcome == "refused"


def test_an_unknown_serial_never_falls_back_on_claimed_cover() -> None:
    assert ask(Device("5CGWHATSIT", "other", covers=(WARRANTY,), known=False)).outcome == "refused"


def test_a_known_unit_without_kind_is_asked_for() -> None:
    decision = ask(LAPTOP._replace(kind=None))
    assert decision.outcome == "conditional"
    assert "kind_unknown" in codes(decision)


def test_a_question_from_an_uncovered_country_is_refused() -> None:
    decision = ask(country="RO")
    assert decision.outcome == "refused"
    assert "place_not_covered" in codes(decision)
