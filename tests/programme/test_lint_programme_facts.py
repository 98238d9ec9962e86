"""The lint catches each kind of programme fact in code, and leaves docstrings, comments and lone words alone."""

from pathlib import Path

import pytest

from scripts.lint_programme_facts import ROOT, Facts, Lint, main
from tests.programme.invented import write_invented_programme


@pytest.fixture(scope="module")
def lint() -> Lint:
    """The lint with the facts of the real programme."""
    return Lint(Facts.of([ROOT / "programmes" / "hp_priority_services"]))


PLANTED = {
    "tier code": ('if tier == "PM+":', "The tier 'PM+'"),
    "tier code as a key": ('fees = {"PA": 1}', "The tier 'PA'"),
    "tier code inside a path": ('path = "matrix/PM/priority_parts"', "The tier 'PM'"),
    "tier code in an f-string": ('f"{customer} on PA+"', "The tier 'PA+'"),
    "tier code in a match": ("match tier:\n    case 'PM': pass", "The tier 'PM'"),
    "tier name": ('label = "Priority Management Plus"', "The tier's name 'Priority Management Plus'"),
    "clause of a feature": ('clause = "M.13"', "The clause 'M.13'"),
    "clause inside a sentence": ('_("Not allowed, see E.2.")', "The clause 'E.2'"),
    "clause with a tier's letter": ('say("T3.4")', "The clause 'T3.4'"),
    "assumption": ('programme.assumptions["A.12"]', "The clause 'A.12'"),
    "reading": ('if readings["Q.3"] == "x":', "The clause 'Q.3'"),
    "article": ('ORDER = "U80M5E"', "The article 'U80M5E'"),
    "article inside a sentence": ('say("for example U62G2E, for a year")', "The article 'U62G2E'"),
    "countries in a list": ('EUROPE = ["BE", "DE", "FR"]', "A list of covered countries"),
    "countries in a set": ('frozenset({"US", "CA", "MX"})', "A list of covered countries"),
    "countries in a tuple": ('x in ("JP", "KR", "CN", "??")', "A list of covered countries"),
    "countries as keys": ('ZONES = {"NL": 1, "BE": 2, "LU": 3}', "A list of covered countries"),
    "countries as values": ('HOME = {"a": "NL", "b": "BE", "c": "LU"}', "A list of covered countries"),
    "countries in one string": ('"NL BE LU".split()', "A list of covered countries"),
    "countries with commas": ('CSV = "NL,BE,LU"', "A list of covered countries"),
}


@pytest.mark.parametrize(("source", "says"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fact_is_caught(lint: Lint, source: str, says: str) -> None:
    if source.endswith(":"):
        source += "\n    pass"
    problems = lint.problems(source, "planted.py")
    assert any(says in problem.fact for problem in problems), problems
    assert all(problem.cure for problem in problems)


HARMLESS = {
    "docstring": '"""Only helpdesk staff may call (E.2); sold as U80M5E on PM+."""',
    "function's docstring": 'def f():\n    "M.13 on PM"',
    "docstring of a field": 'class A:\n    x: int\n    """Kinds of E.8."""',
    "comment": "x = 1  # E.2, PM+, U80M5E",
    "one country": 'home = "DE"',
    "two countries": 'pair = ["DE", "AT"]',
    "languages": 'LANGUAGES = ["de", "fr", "nl", "en"]',
    "other codes": 'STATES = ["XX", "QQ", "ZZ"]',
    "feature key": 'if "priority_parts" in features:',
    "reason code": 'Reason("cover_ended", facts)',
    "longer number": 'version = "E.20"',
    "part of a word": '"SPAM PAN PMX"',
    "file name": 'name = "T3.45"',
}


@pytest.mark.parametrize("source", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_fact_passes(lint: Lint, source: str) -> None:
    if source.endswith(":"):
        source += "\n    pass"
    assert lint.problems(source, "fine.py") == []


def test_a_problem_names_file_line_and_cure(lint: Lint) -> None:
    [problem] = lint.problems('x = 1\ny = "U80M5E"\n', "voorrang/desk/orders.py")
    assert str(problem) == (
        "voorrang/desk/orders.py:2: The article 'U80M5E' stands in code. Look it up in programme.articles."
    )


def test_every_tier_article_and_clause_of_the_programme_is_caught(lint: Lint) -> None:
    facts = lint.facts
    assert (len(facts.tiers), len(facts.articles), len(facts.countries)) == (4, 32, 84)
    assert len(facts.references) > 130
    for word in facts.tiers | facts.articles | facts.references | facts.names:
        assert lint.problems(f"x = {word!r}", "planted.py"), word


def test_it_reads_any_programme(tmp_path: Path) -> None:
    write_invented_programme(tmp_path)
    lint = Lint(Facts.of([tmp_path]))
    assert lint.problems('x = "CEDAR"', "planted.py")
    assert lint.problems('x = ["EE", "LV", "LT"]', "planted.py")
    assert not lint.problems('x = "PM+"', "planted.py")


def test_the_code_is_free_of_programme_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_a_file_with_a_fact_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text('TIER = "PM+"\n')
    assert main([str(planted)]) == 1
    assert "planted.py:1: The tier 'PM+' stands in code." in capsys.readouterr().out
