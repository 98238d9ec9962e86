"""A broken programme is refused: every error at once, each with file, key path and cure."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from voorrang.editions.check import check_folder, checked_folder
from voorrang.editions.findings import Finding, ProgrammeInvalid
from voorrang.editions.loader import load_programme, read_folder
from voorrang.editions.validation import findings_of
from voorrang.rules.reasons import REASON_CODES


class Broken:
    """The invented programme, to be broken by replacing words in its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, file: str, old: str, new: str) -> "Broken":
        path = self.folder / f"{file}.toml"
        content = path.read_text()
        assert content.count(old) >= 1, f"{old!r} is not in {file}.toml"
        path.write_text(content.replace(old, new, 1))
        return self

    @property
    def findings(self) -> list[tuple[str, str]]:
        """File and key of each finding."""
        return [(finding.file, finding.key) for finding in check_folder(self.folder)]


@pytest.fixture
def broken(invented: Path) -> Broken:
    return Broken(invented)


CASES: list[tuple[str, str, str, str, str]] = [
    # file, what stands there, what is written instead, key of the finding, part of the problem
    ("programme", "[matrix.OAK]", "[matrix.ELM]", "matrix.ELM", "no tier 'ELM'"),
    ("programme", 'phone_coach = "included"', 'phone_coach = "perhaps"', "matrix.OAK.phone_coach", "'perhaps'"),
    ("programme", 'spare_pool = "included"', 'spare_part = "included"', "matrix.OAK.spare_part", "no known feature"),
    ("programme", 'house_coach = "included"', "", "matrix.CEDAR.phone_coach", "which this tier lacks"),
    ("programme", 'replaced_by = "house_coach"', "", "matrix.CEDAR.phone_coach", "nothing says by what"),
    ("programme", 'replaced_by = "house_coach"', 'replaced_by = "robot"', "feature.phone_coach.replaced_by", "'robot'"),
    ("programme", 'name.en = "Oak"', "", "tier.OAK.name", "missing"),
    ("programme", 'name.en = "Oak"', 'name.fr = "Chêne"', "tier.OAK.name.en", "missing in 'en'"),
    ("programme", 'name.en = "Oak"', 'name.en = " "', "tier.OAK.name.en", "does not fit"),
    ("programme", "rank = 2", "rank = 1", "tier.OAK.rank", "has this rank too"),
    ("programme", 'code = "OAK"', 'code = "BIRCH"', "tier.BIRCH", "defined twice"),
    ("programme", 'clauses = ["k-5"]', 'clauses = ["k-55"]', "feature.phone_coach", "neither a clause"),
    ("programme", 'clauses = ["k-5"]', "clauses = []", "feature.phone_coach.clauses", "empty"),
    ("programme", 'kinds = ["laptop", "desktop"]', 'kinds = ["lamp"]', "minimum.BIRCH.0.kinds.0", "'lamp'"),
    ("programme", "at_least = 5", 'at_least = "five"', "minimum.OAK.0.at_least", "'five'"),
    ("programme", "at_least = 5", "at_least = 0", "minimum.OAK.0.at_least", "whole number from 1"),
    ("programme", "[minimum.BIRCH]]", "[minimum.ELM]]", "minimum.ELM", "no tier 'ELM'"),
    ("programme", 'readings = ["riddle-1"]', 'readings = ["riddle-9"]', "minimum.OAK.0.readings.0", "'riddle-9'"),
    ("programme", 'kinds = ["printer"]', 'kinds = ["printer", "laptop"]', "scope.paper.kinds", "belongs to 'machines'"),
    ("programme", "along_with = {}", 'along_with = { monitor = ["desktop"] }', "scope.paper.along_with.monitor", "not in"),
    ("programme", 'regions = ["BALTIC"]', 'regions = ["NORDIC"]', "sale_rule.CEDAR.regions.0", "'NORDIC'"),
    ("programme", 'measured_by = "head_office"', 'measured_by = "moon"', "sale_rule.CEDAR.measured_by", "'moon'"),
    ("programme", 'owner = "sales"', 'owner = "king"', "activation.hello.owner", "'king'"),
    ("programme", "due_days = 9", "due_days = 11", "activation.meet_coach.due_days", "after the deadline of 10"),
    ("programme", "remind_days_before = [1]", "remind_days_before = [3]", "activation.hello.remind_days_before", "before"),
    ("programme", 'courtesy = ["agent"]', "courtesy = []", "override_role.courtesy", "empty"),
    ("programme", 'discretion_roles = ["agent", "support_manager"]', "", "discretion_roles", "missing"),
    ("programme", "visits_a_year = 2", "visits_a_year = true", "visits_a_year", "not a whole number"),
    ("programme", "visits_a_year = 2", "visits_a_year = 2\nvisit_a_year = 2", "visit_a_year", "not known"),
    ("programme", 'text_languages = ["en"]', 'text_languages = ["nl"]', "text_languages", "English is missing"),
    ("programme", "resolution = 3000", "resolution = 0", "internal_target.OAK.minutes.one_person.resolution", "0"),
    ("articles", '"NF-O1"', '"NF-B1"', "article.k-16.articles.1", "also stands at article.k-15"),
    ("articles", '"NF-O1"', '"nf o1"', "article.k-16.articles.1", "'nf o1'"),
    ("articles", 'tier = "CEDAR"', 'tier = "ELM"', "article.k-18.tier", "'ELM'"),
    ("articles", 'scopes = ["paper"]', 'scopes = ["stone"]', "article.k-17.scopes.0", "'stone'"),
    ("articles", 'scopes = ["paper"]', 'scopes = ["machines"]', "article.k-17.articles.1", "same tier, scope and term"),
    ("articles", "{ 3 =", "{ soon =", "article.k-18.articles.soon", "'soon'"),
    ("clauses", 'text.en = "What k-7 says."', "", "clause.k-7.text", "missing"),
    ("clauses", 'id = "k-7"', 'id = "k-6"', "clause.k-6", "defined twice"),
    ("assumptions", 'id = "own-1"', 'id = "k-1"', "assumption.k-1", "is a clause too"),
    ("assumptions", "tries = 5", "tries = 0", "assumption.own-1.value.tries", "0"),
    ("assumptions", 'key = "override_roles"', 'key = "courtesy"', "assumption", "'override_roles' is missing"),
    ("assumptions", "longest_days = 20", "longest_days = 0", "assumption.own-3.value.longest_days", "0"),
    ("coverage", 'countries = ["IS"]', 'countries = ["ZZ"]', "region.ISLAND.countries", "no country of ISO 3166"),
    ("coverage", 'countries = ["IS"]', 'countries = ["IS", "EE"]', "region.ISLAND.countries", "also in 'BALTIC'"),
    ("coverage", 'countries = ["IS"]', 'countries = ["IS", "NO"]', "country.NO", "no zone"),
    ("coverage", 'countries = ["IS"]', 'countries = ["NO"]', "country.IS", "No region"),
    ("coverage", '"Europe/Riga"', '"Europe/Rigga"', "country.LV.zone", "'Europe/Rigga'"),
    ("coverage", 'hours = "mornings"', "", "language.lv.hours", "missing"),
    ("coverage", 'hours = "mornings"', 'hours = "evenings"', "language.lv.hours", "'evenings'"),
    ("coverage", 'closes = "12:00"', 'closes = "05:00"', "hours.mornings", "closes before it opens"),
    ("coverage", 'opens = "06:00"', 'opens = "dawn"', "hours.mornings.opens", "'dawn'"),
    ("coverage", "[0, 1, 2, 3, 4, 5]", "[0, 7]", "hours.mornings.weekdays", "after 6"),
    ("coverage", 'fallback_language = "et"', 'fallback_language = "en"', "fallback_language", "'en'"),
    ("coverage", "starts_on = 2023-02-01", 'starts_on = "soon"', "starts_on", "no first day"),
    ("readings", '"minimum/OAK/0/under_cover", value = false', '"minimum/OAK/1/under_cover", value = false',
     "reading.riddle-1.choice.lenient", "nothing at minimum/OAK/1"),
    ("readings", "value = true", 'value = "yes"', "reading.riddle-1.choice.strict", "'yes' cannot replace"),
    ("readings", 'chosen = "lenient"', 'chosen = "mild"', "reading.riddle-1.chosen", "'mild'"),
    ("readings", 'why_fixed.en = "It is a tier."', "", "reading.riddle-2.choice.no", "changes nothing"),
    ("readings", 'changes = [{ path = "minimum/OAK/0/under_cover", value = true }]', "",
     "reading.riddle-1.choice.strict", "changes nothing"),
    ("readings", 'id = "riddle-2"', 'id = "riddle-3"', "reading.riddle-3", "neither a clause"),
    ("reasons", "[device_covered]", "[device_smothered]", "device_covered", "has no text"),
    ("reasons", "[device_covered]", "[device_smothered]", "device_smothered", "no such reason"),
    ("reasons", "days={days}", "days={weeks}", "cover_ended.text.en", "no fact 'weeks'"),
    ("reasons", "days={days}", "days={days", "cover_ended.text.en", "braces"),
    ("reasons", 'tone = "info"', 'tone = "loud"', "device_eligible.tone", "'loud'"),
    ("reasons", 'clauses = ["k-4"]', "clauses = []", "device_eligible.clauses", "Nothing is cited"),
    ("reasons", 'tone = "info"\ntext.en = "Device eligible kind={kind} device={device}."\ncure.en = "Ask a forester."',
     'tone = "bad"\ntext.en = "No."', "device_eligible", "needs a cure"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "problem"), CASES, ids=lambda value: str(value)[:30])
def test_one_error_is_found_where_it_stands(
    broken: Broken, file: str, old: str, new: str, key: str, problem: str
) -> None:
    broken(file, old, new)
    found = [one for one in check_folder(broken.folder) if (one.file, one.key) == (f"{file}.toml", key)]
    assert any(problem in one.problem for one in found), check_folder(broken.folder)
    assert all(one.cure.strip() for one in check_folder(broken.folder))


def test_all_errors_come_at_once_sorted_by_file(broken: Broken) -> None:
    broken("programme", "[matrix.OAK]", "[matrix.ELM]")("programme", "at_least = 5", "at_least = 0")
    broken("articles", '"NF-O1"', '"NF-B1"')("coverage", '"Europe/Riga"', '"Rigga"')
    broken("clauses", 'text.en = "What k-7 says."', "")("readings", 'chosen = "lenient"', 'chosen = "mild"')
    with pytest.raises(ProgrammeInvalid) as caught:
        load_programme(broken.folder)
    assert [(one.file, one.key) for one in caught.value.findings] == [
        ("articles.toml", "article.k-16.articles.1"),
        ("clauses.toml", "clause.k-7.text"),
        ("coverage.toml", "country.LV.zone"),
        ("programme.toml", "matrix.ELM"),
        ("programme.toml", "matrix.OAK"),
        ("programme.toml", "minimum.OAK.0.at_least"),
        ("readings.toml", "reading.riddle-1.chosen"),
    ]


def test_a_finding_reads_as_one_line(broken: Broken) -> None:
    broken("coverage", 'fallback_language = "et"', 'fallback_language = "xx"')
    assert [str(one) for one in check_folder(broken.folder)] == [
        "coverage.toml: fallback_language: 'xx' is no language of the programme. Use one of: et, lv, is."
    ]


def test_one_broken_row_does_not_drag_others_along(broken: Broken) -> None:
    """A tier without name is still a tier: its articles and minimums are fine."""
    broken("programme", 'name.en = "Oak"', "")
    assert broken.findings == [("programme.toml", "tier.OAK.name")]


def test_a_choice_that_would_break_the_terms_is_found_before_it_is_switched(broken: Broken) -> None:
    broken("readings", "minimum/OAK/0/under_cover", "minimum/OAK/0/at_least")
    broken("readings", "minimum/OAK/0/under_cover", "minimum/OAK/0/at_least")
    broken("readings", "value = false", "value = 5")("readings", "value = true", "value = -1")
    [finding] = check_folder(broken.folder)
    assert finding.key == "reading.riddle-1.choice.strict"
    assert "minimum.OAK.0.at_least is wrong" in finding.problem


def test_two_readings_may_not_set_the_same_value(broken: Broken) -> None:
    same = 'changes = [{ path = "minimum/OAK/0/under_cover", value = false }]'
    broken("readings", 'why_fixed.en = "It is a tier."', "")
    broken("readings", 'text.en = "No."\n[reading.choice.yes]', f'text.en = "No."\n{same}\n[reading.choice.yes]')
    broken("readings", '[reading.choice.yes]\ntext.en = "Yes."', f'[reading.choice.yes]\ntext.en = "Yes."\n{same}')
    assert any("also set by the reading riddle-1" in one.problem for one in check_folder(broken.folder))


def test_a_missing_file_and_a_torn_one_are_named_together(broken: Broken) -> None:
    (broken.folder / "clauses.toml").unlink()
    (broken.folder / "articles.toml").write_text('[[article]\nclause = "x')
    (broken.folder / "readings.toml").write_bytes(b"\xff\xfe")
    problems = {one.file: one.problem for one in check_folder(broken.folder)}
    assert problems["clauses.toml"] == "The file is missing."
    assert re.search(r"line 1", problems["articles.toml"])
    assert "not UTF-8" in problems["readings.toml"]


def test_a_figure_with_a_decimal_point_is_refused(broken: Broken) -> None:
    broken("assumptions", "tries = 5", "tries = 5.5")
    assert "write it as text" in check_folder(broken.folder)[0].problem


def test_a_folder_that_does_not_exist_is_one_finding(tmp_path: Path) -> None:
    [finding] = check_folder(tmp_path / "nowhere")
    assert finding.problem == "There is no such folder."


def test_every_dated_version_is_checked_under_its_own_name(broken: Broken) -> None:
    newer = (broken.folder / "coverage.toml").read_text().replace("2023-02-01", "2020-01-01")
    (broken.folder / "coverage.old.toml").write_text(newer.replace('"Europe/Riga"', '"Rigga"'))
    assert broken.findings == [("coverage.old.toml", "country.LV.zone")]
    with pytest.raises(ProgrammeInvalid):
        checked_folder(broken.folder)


def test_every_reason_needs_a_text(broken: Broken) -> None:
    (broken.folder / "reasons.toml").write_text("")
    missing = {one.key for one in check_folder(broken.folder)}
    assert missing == set(REASON_CODES)


def test_the_real_programme_is_sound(folder: Path) -> None:
    assert check_folder(folder) == []


def test_junk_anywhere_gives_findings_never_a_crash(folder: Path) -> None:
    """Replace values all over the real programme by junk of every type; 300 of them, the same in every run."""
    raw = read_folder(folder)
    parts: dict[str, Any] = {"terms": raw.terms, "coverage": raw.coverage, "readings": raw.readings}
    dice = random.Random(7)
    everywhere = [(name, path) for name, part in parts.items() for path in _paths(part) if path]
    for name, path in dice.sample(everywhere, 150):
        for junk in dice.sample([5, "", [], {}, None, [[]], [{}]], 2):
            broken = {**parts, name: _put(parts[name], path, junk)}
            found: list[Finding] = findings_of(**broken, files=raw.files)
            assert all(one.problem and one.cure for one in found), (name, path, junk)


def _paths(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    members: Any = (
        content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    )
    for key, each in members:
        yield from _paths(each, (*path, key))


def _put(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy: Any = content.copy()
    copy[path[0]] = _put(content[path[0]], path[1:], value)
    return copy
