"""The table of ASVS 5.0 holds each requirement of levels 1 and 2 once, every "met" points to something that is there, and SECURITY.md counts it truly."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "222", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22", "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
"""Level of each requirement of ASVS 5.0.0, by section, in order."""
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
STATES = ("met", "partly", "not met", "does not apply")
TABLE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = [tuple(part.strip() for part in row) for row in ROW.findall(TABLE)]


def wanted() -> dict[str, str]:
    """Return number to level of what levels 1 and 2 ask."""
    numbered = ((f"{part}.{n}", level) for part, levels in LEVELS.items() for n, level in enumerate(levels, 1))
    return {number: level for number, level in numbered if level != "3"}


def test_the_list_is_the_published_one() -> None:
    assert Counter("".join(LEVELS.values())) == {"1": 69, "2": 184, "3": 92}


def test_each_requirement_stands_there_once_with_its_level() -> None:
    assert [(row[0], row[1]) for row in ROWS] == list(wanted().items())
    assert TABLE.count("\n| ") == len(ROWS) + 1  # the heading: no row is passed over by the pattern


def flaws(row: tuple[str, ...]) -> Iterator[str]:
    """Say what a row claims without showing it."""
    _number, _level, asks, state, how, proof = row
    if not asks or not how or state not in STATES:
        yield "a cell is empty or unknown"
    if state == "met" and not proof:
        yield "met, but what shows it?"
    if state in {"partly", "not met"} and "missing: " not in how:
        yield "does not say what is missing"
    path, _, test = proof.strip("`").partition("::")
    if path and not (ROOT / path).exists():
        yield f"{path} is not there"
    elif test and f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8"):
        yield f"{test} is not there"


def test_each_row_shows_what_it_says() -> None:
    assert {row[0]: told for row in ROWS if (told := list(flaws(row)))} == {}


@pytest.mark.parametrize(
    ("state", "how", "proof"),
    [
        ("met", "done", ""),
        ("met", "done", "`tests/security/test_nothing.py`"),
        ("met", "done", "`tests/cast.py::test_nothing`"),
        ("partly", "almost", "`tests/cast.py`"),
        ("surely", "done", "`tests/cast.py`"),
        ("met", "", "`tests/cast.py`"),
    ],
)
def test_an_empty_claim_is_told(state: str, how: str, proof: str) -> None:
    assert list(flaws(("1.1.1", "2", "asks", state, how, proof)))


def test_the_counts_are_true() -> None:
    counts = Counter((row[1], row[3]) for row in ROWS)
    said = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for level in "12":
        figures = " | ".join(str(counts[level, state]) for state in STATES)
        assert f"| {level} | {figures} |" in said, f"| {level} | {figures} |"


def test_the_threat_model_points_to_what_is_there() -> None:
    for page in ("docs/threat-model.md", "SECURITY.md"):
        paths = set(re.findall(r"`((?:tests|scripts|voorrang)/[\w/.]+)`", (ROOT / page).read_text(encoding="utf-8")))
        assert len(paths) >= 15
        assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
