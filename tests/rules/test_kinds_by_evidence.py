"""What a machine is, by its model's name, its chassis, and what an operator has settled (E.8)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorrang.editions.products import product_lines
from voorrang.rules.kinds import Evidence, Ruling, base_number, kind_of

LINES = product_lines(Path(__file__).resolve().parents[2] / "programmes" / "hp_priority_services")
ELIGIBLE = [
    ("HP EliteBook 8 G1i 14 inch Notebook Next Gen AI PC", "laptop"),
    ("Hewlett-Packard HP ProBook 6560b", "laptop"),
    ("HP Pro x360 435 13.3 inch G10", "laptop"),
    ("HP Dragonfly 13.5 inch G4 Notebook PC", "laptop"),
    ("HP 250R G9", "laptop"),
    ("HP ZBook Firefly 14 G11", "workstation"),
    ("HP Z2 Mini G9 Workstation Desktop PC", "workstation"),
    ("HP EliteBook 8570w", "workstation"),
    ("HP EliteDesk 800 G6 Desktop Mini PC", "desktop"),
    ("HP Pro Tower 400 G9", "desktop"),
    ("HP EliteOne 870 27 inch G9 All-in-One", "desktop"),
    ("HP 290 G4 MT", "desktop"),
    ("HP Engage One Pro AIO System", "retail_pos"),
    ("HP RP9 G1 Retail System Model 9018", "retail_pos"),
    ("HP Elite t655 Thin Client", "thin_client"),
    ("HP mt46 Mobile Thin Client", "thin_client"),
    ("HP LaserJet Enterprise M507dn", "printer"),
    ("HP OfficeJet Pro 9125e", "printer"),
    ("HP DesignJet T650", "printer"),
    ("HP E24 G5 FHD Monitor", "monitor"),
]
NOT_ELIGIBLE = [
    ("HP Pavilion Laptop 15-eg3xxx", "laptop"),
    ("OMEN by HP 45L Gaming Desktop GT22", "desktop"),
    ("HP OmniBook X Flip 14", "laptop"),
    ("HP ENVY x360 2-in-1", "laptop"),
    ("HP DeskJet 2720e", "printer"),
    ("HP ENVY Photo 7120", "printer"),
    ("ProLiant DL380 Gen11", "other"),
    ("HP ScanJet Pro 3600 f1", "other"),
    ("HP Elite x3", "other"),
]


@pytest.mark.parametrize(("model", "kind"), ELIGIBLE)
def test_made_for_companies(model: str, kind: str) -> None:
    verdict = kind_of(Evidence(model), LINES)
    assert (verdict.kind, verdict.eligible) == (kind, True)


@pytest.mark.parametrize(("model", "kind"), NOT_ELIGIBLE)
def test_never_eligible(model: str, kind: str) -> None:
    verdict = kind_of(Evidence(model), LINES)
    assert (verdict.kind, verdict.eligible) == (kind, False)


@pytest.mark.parametrize("model", ["", "Frobnicator 9", "System Product Name", "All Series"])
def test_what_nothing_tells_stays_unknown(model: str) -> None:
    assert kind_of(Evidence(model), LINES)[:3] == (None, None, None)


def test_a_chassis_alone_says_the_kind_and_not_for_whom() -> None:
    verdict = kind_of(Evidence("Frobnicator 9", chassis="Notebook"), LINES)
    assert (verdict.kind, verdict.eligible, verdict.basis) == ("laptop", None, "chassis")


def test_a_rack_is_no_pc() -> None:
    assert kind_of(Evidence("Frobnicator 9", chassis="Rack Mount Chassis"), LINES).eligible is False


def test_what_an_operator_settled_goes_first_and_its_number_before_its_name() -> None:
    settled = {("hp", "6A1B2EA", ""): Ruling("workstation", True), ("hp", "", "HP PAVILION 9"): Ruling("desktop", True)}
    by_number = kind_of(Evidence("HP Pavilion 9", "HP", "6a1b2ea#ABD"), LINES, settled)
    by_name = kind_of(Evidence("HP  pavilion 9", "hp"), LINES, settled)
    assert (by_number.kind, by_number.basis) == ("workstation", "settled")
    assert (by_name.kind, by_name.eligible) == ("desktop", True)


@given(st.sampled_from([model for model, _ in ELIGIBLE + NOT_ELIGIBLE]), st.randoms())
def test_capitals_spaces_and_the_maker_in_front_change_nothing(model: str, dice: object) -> None:
    shout = "".join(one.upper() if dice.random() < 0.5 else one.lower() for one in model)  # type: ignore[attr-defined]
    plain = kind_of(Evidence(model), LINES)
    assert kind_of(Evidence(f"  Hewlett-Packard  HP {shout.replace(' ', '   ')} "), LINES) == plain


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_gets_an_answer(model: str, chassis: str) -> None:
    verdict = kind_of(Evidence(model, chassis=chassis), LINES)
    assert verdict.eligible is not True or verdict.kind in LINES.eligible


@given(st.from_regex(r"[A-Z0-9]{5,8}", fullmatch=True), st.sampled_from(["", "#ABD", " #ACB", "#uug"]))
def test_the_suffix_is_no_part_of_the_base_number(number: str, suffix: str) -> None:
    assert base_number(f" {number.lower()}{suffix}") == number
