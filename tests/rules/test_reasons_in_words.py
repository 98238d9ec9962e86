"""Every reason can be told in English and Dutch, with clauses, and every bad one with a cure."""

import string

import pytest

from tests.rules.world import ENDED_COVER, LAPTOP, PROGRAMME, UNCOVERED, ask, reason_of, reason_texts
from voorrang.rules.eligibility import FleetCount, assess
from voorrang.rules.explain import clauses_of, explain, fill
from voorrang.rules.programme import Programme, ReasonText
from voorrang.rules.reasons import REASON_CODES, Reason

TEXTS = reason_texts()
CLAUSE_IN_FACTS = {"excluded", "excluded_uncovered", "exclusion_lifted"} | {
    "minimum_met",
    "minimum_missed",
    "minimum_none",
    "reading_used",
}
"""Codes whose clauses depend on what they speak of."""


def test_exactly_the_codes_of_the_rules_have_words() -> None:
    assert set(TEXTS) == set(REASON_CODES)


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_each_is_told_in_both_languages_with_known_placeholders(words: ReasonText) -> None:
    for text in (words.text, words.cure):
        if text is None:
            continue
        assert set(text) == {"en", "nl"}
        for sentence in text.values():
            names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
            assert names <= set(REASON_CODES[words.code])
            assert sentence.endswith((".", "?"))


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_each_bad_one_has_a_cure_and_each_has_clauses(words: ReasonText) -> None:
    assert (words.cure is not None) == (words.tone in {"bad", "warn"})
    assert words.clauses or words.code in CLAUSE_IN_FACTS


def test_each_clause_exists_in_the_shipped_programme(real_programme: Programme) -> None:
    known = {*real_programme.clauses, *real_programme.assumptions, *real_programme.readings}
    cited = {clause for words in real_programme.reasons.values() for clause in words.clauses}
    assert cited <= known


def test_the_sentence_of_the_issue() -> None:
    reason = reason_of(ask(UNCOVERED), "cover_ended")
    told = explain(reason, PROGRAMME)
    assert told.text == f"Cover of {UNCOVERED.ref} ended 13 days ago, on 2026-02-19."
    assert told.cure == "Renew the cover or buy a Care Pack; then ask again."
    assert (told.clauses[0], told.tone, told.device) == ("X.1", "bad", UNCOVERED.ref)
    dutch = explain(reason, PROGRAMME, "nl")
    assert dutch.text == f"De dekking van {UNCOVERED.ref} eindigde 13 dagen geleden, op 2026-02-19."


def test_a_number_takes_the_noun_that_fits() -> None:
    yesterday = ENDED_COVER._replace(ends_at=ENDED_COVER.ends_at.replace(month=3, day=4))
    told = explain(reason_of(ask(LAPTOP._replace(covers=(yesterday,))), "cover_ended"), PROGRAMME)
    assert "ended 1 day ago" in told.text
    assert fill("{n:unit|units}", {"n": (0, "0")}) == "0 units"


def test_a_door_may_show_facts_in_its_own_way() -> None:
    reason = reason_of(ask(UNCOVERED), "cover_ended")
    told = explain(reason, PROGRAMME, "nl", lambda name, value: "19 februari 2026" if name == "ended_on" else None)
    assert told.text.endswith("13 dagen geleden, op 19 februari 2026.")


def test_a_language_without_words_gets_english() -> None:
    assert explain(Reason("cover_none", {}, "X1"), PROGRAMME, "fi").text.startswith("No warranty")


def test_an_exclusion_is_cited_with_its_own_clause_and_name() -> None:
    told = explain(reason_of(ask(LAPTOP, exclusions=("fix_not_installed",)), "excluded"), PROGRAMME)
    assert told.clauses == ("X.3",)
    assert told.text == "This is not included: a fix was not installed."


def test_a_minimum_is_cited_with_its_own_clauses() -> None:
    result = assess((FleetCount("laptop", True, True, 10),), "PA", PROGRAMME, "provisional")
    missed = result.reasons[0]
    assert clauses_of(missed, PROGRAMME) == ("E.3", "R.1")
    assert "240 too few" in explain(missed, PROGRAMME).text


def test_a_contract_below_its_minimum_cites_that_of_its_own_tier(real_programme: Programme) -> None:
    below = Reason("eligibility_below", {"scope": "pc", "tier": "PM"})
    assert clauses_of(below, real_programme) == ("E.5", "R.3", "E.7")


def test_tiers_and_scopes_are_called_by_name() -> None:
    told = explain(reason_of(ask(LAPTOP), "contract_in_force"), PROGRAMME)
    assert told.text.startswith("A contract for PCs at Priority Management is in force")


def test_a_code_from_another_time_is_shown_as_it_is() -> None:
    assert explain(Reason("long_gone", {}), PROGRAMME).text == "long_gone"
