"""The examples in `docs/examples` give what their names promise, and the README names them all."""

import json
from pathlib import Path

import pytest

from tests.rules.world import ROOT
from voorrang.rules.programme import Programme
from voorrang.rules.wire import SCHEMAS, clock_json, decide_json

FOLDER = ROOT / "docs" / "examples"
DECISIONS = sorted(FOLDER.glob("decide-*.json"))
CLOCKS = sorted(FOLDER.glob("clock-*.json"))


def result(path: Path) -> str:
    return path.name.split("-")[1]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_the_outcome_in_its_name(path: Path, real_programme: Programme) -> None:
    answer = decide_json(json.loads(path.read_text()), real_programme)
    assert answer["outcome"] == result(path)
    assert all(reason["text"] and "?" not in reason["text"] for reason in answer["reasons"])
    json.dumps(answer)


@pytest.mark.parametrize("path", CLOCKS, ids=lambda path: path.stem)
def test_a_clock_has_the_verdict_in_its_name(path: Path) -> None:
    answer = clock_json(json.loads(path.read_text()))
    assert answer["verdict"] == result(path)
    json.dumps(answer)


def test_every_outcome_and_most_verdicts_have_an_example() -> None:
    assert {result(path) for path in DECISIONS} == {"entitled", "conditional", "chargeable", "base_warranty", "refused"}
    assert {result(path) for path in CLOCKS} == {"running", "paused", "met", "breached"}


def test_the_readme_names_every_example_and_no_other() -> None:
    readme = (FOLDER / "README.md").read_text()
    named = {word.strip("`") for word in readme.split() if word.startswith("`") and word.endswith(".json`")}
    assert named == {path.name for path in FOLDER.glob("*.json")}


def test_the_schemas_name_every_field_that_the_examples_use() -> None:
    for path in DECISIONS + CLOCKS:
        schema = SCHEMAS["facts" if path in DECISIONS else "clock"]
        assert set(json.loads(path.read_text())) <= set(schema["properties"])
