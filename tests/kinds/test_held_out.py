"""How often the kind of a real machine is found, on rows that no rule was written for. Needs the shared data."""

import csv
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.kinds.drawing import DATA, DIGESTS, Drawn, digest_of, drawn
from voorrang.editions.products import product_lines
from voorrang.rules.kinds import Evidence, Verdict, kind_of

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.exists(), reason="the shared data are not on this machine"),
]
HERE = Path(__file__).parent
GOAL = 0.98
WORDS = {True: "yes", False: "no", None: "unknown"}


class Judged(NamedTuple):
    number: int
    row: Drawn
    label: dict[str, str]
    verdict: Verdict


def judged(*, held_out: bool) -> Iterator[Judged]:
    lines = product_lines(HERE.parents[1] / "programmes" / "hp_priority_services")
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    for number, (row, label) in enumerate(zip(drawn(), labels, strict=True)):
        if bool(number % 2) is held_out:
            evidence = Evidence(row.model, row.maker, row.product_number, row.chassis)
            yield Judged(number, row, label, kind_of(evidence, lines))


def wilson(hits: int, of: int) -> str:
    """A share with its interval of 95 %."""
    if not of:
        return "none"
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{hits}/{of} = {100 * share:.1f} % ({100 * (middle - half):.1f} to {100 * (middle + half):.1f})"


def test_the_lists_are_those_that_were_labelled() -> None:
    assert {name: digest_of(name) for name in DIGESTS} == DIGESTS
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as file:
        assert [label["row"] for label in csv.DictReader(file)] == [row.digest for row in drawn()]


@pytest.mark.parametrize("held_out", [False, True])
def test_eligible_or_not_is_right_in_98_of_100(held_out: bool, record_property: Any) -> None:
    found = list(judged(held_out=held_out))
    right = sum(WORDS[one.verdict.eligible] == one.label["eligible"] for one in found)
    name = "held out" if held_out else "worked with"
    record_property(f"eligible or not, {name}", wilson(right, len(found)))
    for kind in sorted({one.label["kind"] for one in found}):
        told = Counter(one.label["kind"] for one in found if one.verdict.kind == kind)
        there = Counter(one.verdict.kind for one in found if one.label["kind"] == kind)
        record_property(f"precision of {kind}, {name}", wilson(told[kind], told.total()))
        record_property(f"recall of {kind}, {name}", wilson(there[kind], there.total()))
    assert right / len(found) >= GOAL


def test_nobody_is_called_eligible_who_is_not() -> None:
    wrongly = [one.number for one in judged(held_out=True) if one.verdict.eligible and one.label["eligible"] == "no"]
    assert len(wrongly) <= 2
