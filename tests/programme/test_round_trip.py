"""A stored edition rebuilds the very programme that was loaded, hashes included; any change of content changes a hash."""

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from voorrang.editions.build import build_programme
from voorrang.editions.canonical import canonical_json, content_hash, plain
from voorrang.editions.loader import NothingInForce, load_programme, read_folder
from voorrang.rules.programme import Programme


def test_canonical_json_gives_the_same_programme_back(folder: Path, programme: Programme) -> None:
    raw = read_folder(folder)
    stored = [canonical_json(part) for part in (raw.terms, raw.coverage, raw.readings)]
    terms, coverage, readings = (json.loads(text) for text in stored)
    rebuilt = build_programme(terms, coverage, readings)
    assert rebuilt == programme
    assert rebuilt.identity == programme.identity
    assert hash(rebuilt) == hash(programme)
    assert [canonical_json(part) for part in (terms, coverage, readings)] == stored


def test_order_survives_storing(folder: Path, programme: Programme) -> None:
    raw = read_folder(folder)
    parts = (json.loads(canonical_json(part)) for part in (raw.terms, raw.coverage, raw.readings))
    rebuilt = build_programme(*parts)
    for name in ("tiers", "features", "clauses", "articles", "duties", "exclusions", "assumptions", "readings"):
        assert list(getattr(rebuilt, name)) == list(getattr(programme, name))
    assert list(rebuilt.matrix["PM+"]) == list(programme.matrix["PM+"])


def test_the_terms_hold_all_that_explaining_an_old_decision_needs(folder: Path) -> None:
    """Reason texts and clauses are frozen with what was bought."""
    assert {"clause", "assumption", "reason", "article", "matrix", "minimum"} <= set(read_folder(folder).terms)


def test_one_changed_value_changes_one_hash(folder: Path, programme: Programme) -> None:
    raw = read_folder(folder)
    changed = build_programme({**raw.terms, "visits_a_year": 5}, raw.coverage, raw.readings)
    assert changed.terms_hash != programme.terms_hash
    assert changed.identity[1:] == programme.identity[1:]
    changed = build_programme(raw.terms, {**raw.coverage, "fallback_language": "fr"}, raw.readings)
    assert changed.coverage_hash != programme.coverage_hash
    assert changed.terms_hash == programme.terms_hash


def test_a_programme_cannot_be_changed(programme: Programme) -> None:
    with pytest.raises(AttributeError):
        programme.visits_a_year = 9  # type: ignore[misc]
    with pytest.raises(TypeError):
        programme.matrix["PA"]["priority_parts"] = "included"  # type: ignore[index]
    with pytest.raises(TypeError):
        programme.assumption("pin_rules").value["tries"] = 1000


def test_canonical_json_is_one_text_for_one_content() -> None:
    assert canonical_json({"b": [1, True, None], "a": "é"}) == '{"a":"é","b":[1,true,null]}'
    assert content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    assert plain({1: date(2024, 5, 1)}) == {"1": "2024-05-01"}
    with pytest.raises(TypeError, match="write it as text"):
        canonical_json({"rate": 9.5})


def test_coverage_is_dated_and_the_terms_are_not(invented: Path) -> None:
    """Q.19: a new coverage file changes what is covered from its day on, and leaves the terms as bought."""
    newer = (invented / "coverage.toml").read_text().replace("2023-02-01", "2025-07-01").replace('"EE", ', "")
    lines = [line for line in newer.splitlines() if not line.startswith("EE = ")]
    (invented / "coverage.2025-07-01.toml").write_text("\n".join(lines))
    before = load_programme(invented, on=date(2025, 6, 30))
    after = load_programme(invented, on=date(2025, 7, 1))
    assert "EE" in before.coverage.region_of
    assert "EE" not in after.coverage.region_of
    assert load_programme(invented) == after
    assert before.terms_hash == after.terms_hash
    assert before.coverage_hash != after.coverage_hash
    assert [one["starts_on"] for one in read_folder(invented).coverages] == ["2023-02-01", "2025-07-01"]


def test_readings_are_dated_too(invented: Path) -> None:
    newer = (
        (invented / "readings.toml").read_text().replace("2023-02-01", "2025-07-01").replace('"lenient"', '"strict"')
    )
    (invented / "readings.2025-07-01.toml").write_text(newer)
    assert load_programme(invented, on=date(2025, 6, 30)).readings["riddle-1"].chosen == "lenient"
    assert load_programme(invented, on=date(2025, 7, 1)).readings["riddle-1"].chosen == "strict"


def test_before_the_first_coverage_nothing_holds(folder: Path, programme: Programme) -> None:
    eve = programme.coverage.starts_on - timedelta(days=1)
    with pytest.raises(NothingInForce, match="the first one starts on 2024-05-01"):
        load_programme(folder, on=eve)


def test_loading_is_fast(folder: Path) -> None:
    """Under a tenth of a second of processor time, checks included, so that a command answers at once."""
    spent = []
    for _ in range(4):
        started = time.process_time()
        load_programme(folder)
        spent.append(time.process_time() - started)
    assert min(spent) < 0.1
