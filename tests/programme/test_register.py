"""The programme's files say what the register of clauses says: nothing lost, nothing added."""

import pytest

from voorrang.rules.programme import Programme

NUMBERED = {
    "G": 7,
    "M": 22,
    "T1": 5,
    "T2": 3,
    "T3": 7,
    "T4": 5,
    "C": 7,
    "D": 5,
    "E": 9,
    "X": 6,
    "O": 7,
    "R": 9,
    "Q": 20,
    "EM": 2,
    "NP": 3,
}
REGISTER = [f"{letter}.{number}" for letter, last in NUMBERED.items() for number in range(1, last + 1)]

MATRIX = """
M.1  global_support         a a a a
M.2  global_consistency     a a a a
M.3  direct_access          a a a a
M.4  online_case_tools      a a a a
M.5  remote_expert          . a r r
M.6  incident_management    . a a a
M.7  monthly_reports        . . a a
M.8  quarterly_reports      . a a a
M.9  assigned_manager       . . a a
M.10 support_plan           . . a a
M.11 problem_management     . . a a
M.12 priority_repairs       . . a a
M.13 priority_parts         . . a a
M.14 performance_management . . a a
M.15 executive_reviews      . . a a
M.16 face_to_face           . . a a
M.17 executive_reporting    . . a a
M.18 technical_expert       . . . a
M.19 proactive_support      . . . a
M.20 training               . . . a
M.21 technical_escalation   . . . a
M.22 deployment_management  . . . a
"""
WORD = {"a": "included", "r": "replaced", ".": None}

ARTICLES = """
O.1 PA  pc       U80M5E U80LYE U80M6E U80M1E U80M2E
O.2 PA  print    U1PB1E -      U1PB2E U4ZX6E U4ZX7E
O.3 PA+ pc       U80M9E U80LZE U80MBE U80MCE U80MDE
O.4 PA+ print    U9DB6E -      U9DB7E U9DB8E U9DB9E
O.5 PM  pc       U80M7E U80M0E U80M8E U80M3E U80M4E
O.6 PM  print    U1PB3E -      U1PB4E U4ZX8E U4ZX9E
O.7 PM+ pc,print U62G2E U62G3E U62G4E U62G5E U64GFE
"""

AMERICAS = "VI AI AG AR AW BS BB BR VG CA CL CO CR DM DO EC GD GT GY HT HN JM KY MX MS CW SX BQ PA PE PR KN LC PM VC SR TT TC UY US"
EMEA = "BE DK DE EG FI FR GR HU IE IL IT LU MA NL NG NO AT PL PT QA SA SI SK ES CZ TR GB AE ZA SE CH"
ASIA_PACIFIC = "AU CN PH HK IN ID JP MY NZ SG TW TH KR"
LANGUAGES = "id zh-Hant-HK cs da nl en fi fr de hi hu it ja ko zh-Hans nb pl pt sk es sv tr th"

PCS = {"desktop", "laptop", "workstation", "retail_pos", "thin_client"}


def test_every_clause_is_there_and_no_other(programme: Programme) -> None:
    assert list(programme.clauses) == REGISTER


def test_every_text_is_in_english_and_dutch_and_they_differ(programme: Programme) -> None:
    for clause in programme.clauses.values():
        assert set(clause.text) == {"en", "nl"}
        assert clause.text["en"] != clause.text["nl"]


@pytest.mark.parametrize("line", MATRIX.strip().splitlines())
def test_the_matrix_row(programme: Programme, line: str) -> None:
    clause, feature, *marks = line.split()
    assert programme.features[feature].clauses[0] == clause
    assert [programme.matrix[tier].get(feature) for tier in programme.tiers] == [WORD[mark] for mark in marks]


def test_the_matrix_has_these_features_in_this_order(programme: Programme) -> None:
    assert list(programme.features) == [line.split()[1] for line in MATRIX.strip().splitlines()]


def test_the_remote_expert_is_replaced_by_the_assigned_manager(programme: Programme) -> None:
    assert programme.features["remote_expert"].replaced_by == "assigned_manager"


def test_tiers_rise_from_one_to_four(programme: Programme) -> None:
    assert [(tier.code, tier.rank) for tier in programme.tiers.values()] == [
        ("PA", 1),
        ("PA+", 2),
        ("PM", 3),
        ("PM+", 4),
    ]


@pytest.mark.parametrize("line", ARTICLES.strip().splitlines())
def test_the_articles_of_one_row(programme: Programme, line: str) -> None:
    clause, tier, scopes, *numbers = line.split()
    expected = {years: number for years, number in enumerate(numbers, start=1) if number != "-"}
    row = [article for article in programme.articles.values() if article.clause == clause]
    assert {article.term_years: article.number for article in row} == expected
    assert {article.tier for article in row} == {tier}
    assert {article.scopes for article in row} == {frozenset(scopes.split(","))}


def test_there_are_32_articles_and_none_of_two_years_for_print_alone(programme: Programme) -> None:
    assert len(programme.articles) == 32
    assert not [one for one in programme.articles.values() if one.term_years == 2 and one.scopes == {"print"}]


@pytest.mark.parametrize(("region", "countries"), [("AMS", AMERICAS), ("EMEA", EMEA), ("APJ", ASIA_PACIFIC)])
def test_the_countries_of_a_region(programme: Programme, region: str, countries: str) -> None:
    assert programme.coverage.regions[region].countries == frozenset(countries.split())


def test_84_countries_each_have_all_they_need(programme: Programme) -> None:
    coverage = programme.coverage
    assert len(coverage.region_of) == 84
    for table in (coverage.zones, coverage.toll_free, coverage.country_languages, coverage.markets):
        assert set(table) == set(coverage.region_of)
    assert len(set(coverage.toll_free.values())) == 84


def test_the_dissolved_country_is_its_successors_and_anguilla_stands_once(programme: Programme) -> None:
    """Q.5 and Q.6."""
    assert {"CW", "SX", "BQ", "KN", "AI"} <= set(programme.coverage.region_of)
    assert "AN" not in programme.coverage.region_of


def test_23_languages_of_which_english_alone_never_closes(programme: Programme) -> None:
    languages = programme.coverage.languages
    assert set(languages) == set(LANGUAGES.split())
    assert len(languages) == 23
    assert [code for code, one in languages.items() if one.hours.around_the_clock] == ["en"]
    assert languages["en"].hours.source == "R.7"
    assert {one.hours.source for one in languages.values()} == {"R.7", "A.2"}


def test_languages_usual_in_a_country_but_not_spoken_are_the_known_gaps(programme: Programme) -> None:
    """Q.18: Greek, Hebrew, Arabic, Slovenian, Malay."""
    coverage = programme.coverage
    first = {languages[0] for languages in coverage.country_languages.values()}
    assert first - set(coverage.languages) == {"el", "he", "ar", "sl", "ms"}
    assert coverage.fallback_language == "en"


def test_the_minimums(programme: Programme) -> None:
    ways = {
        tier: [(set(way.kinds), way.at_least, way.commercial_only, way.under_cover) for way in entries]
        for tier, entries in programme.minimums.items()
    }
    assert ways == {
        "PA": [(PCS | {"printer"}, 250, False, True)],
        "PA+": [(PCS | {"printer"}, 1000, False, True)],
        "PM": [(PCS, 10000, True, True), ({"printer"}, 1000, True, True)],
        "PM+": [(PCS, 10000, True, True), ({"printer"}, 2000, True, True)],
    }


def test_what_is_eligible(programme: Programme) -> None:
    """E.8: five kinds of PC, commercial printers, and monitors that come along."""
    pc, printing = programme.scopes["pc"], programme.scopes["print"]
    assert pc.kinds == PCS
    assert pc.along_with == {"monitor": {"desktop", "workstation"}}
    assert (printing.kinds, printing.commercial_kinds) == ({"printer"}, {"printer"})
    assert "monitor" not in programme.scope_of_kind


def test_the_highest_tier_is_sold_to_head_offices_in_one_region(programme: Programme) -> None:
    """R.8 and Q.12."""
    assert list(programme.sale_rules) == ["PM+"]
    rule = programme.sale_rules["PM+"]
    assert (rule.regions, rule.measured_by) == ({"EMEA"}, "head_office")


def test_figures_of_the_programme(programme: Programme) -> None:
    assert (programme.activation_days, programme.visits_a_year) == (30, 4)
    assert programme.exclusions_open
    assert {duty.clauses[0] for duty in programme.duties.values()} == {"D.1", "D.2", "D.3", "D.4"}
    assert [exclusion.clauses[0] for exclusion in programme.exclusions.values()] == [f"X.{n}" for n in range(1, 7)]


def test_no_tier_has_a_better_class_of_parts_or_repairs(programme: Programme) -> None:
    """NP.3: the two management tiers stand alike."""
    for feature in ("priority_parts", "priority_repairs"):
        assert [tier for tier in programme.tiers if feature in programme.matrix[tier]] == ["PM", "PM+"]


def test_every_market_says_what_priority_means_there(programme: Programme) -> None:
    """R.5; which country is where is the vendor's own setting."""
    for market in programme.coverage.markets.values():
        assert set(market.features) == {"priority_parts", "priority_repairs"}
        assert market.source == "A.8"
        assert market.note["nl"]


def test_assumptions_are_numbered_and_reachable_by_key(programme: Programme) -> None:
    assert list(programme.assumptions) == [f"A.{n}" for n in range(1, len(programme.assumptions) + 1)]
    assert programme.assumption("pin_rules").value["overlap_days"] == 14
    with pytest.raises(KeyError):
        programme.assumption("no_such_setting")


def test_internal_targets_exist_for_every_tier_and_impact(programme: Programme) -> None:
    assert [target.tier for target in programme.internal_targets] == list(programme.tiers)
    for target in programme.internal_targets:
        assert set(target.minutes) == {"one_person", "site", "company"}
        assert target.source == "A.4"


def test_a_reference_leads_to_its_text(programme: Programme) -> None:
    assert "30 days" in programme.cites("G.7")["en"]
    assert programme.cites("A.3")["nl"] == "Tarieven voor materiaal en arbeid"
    with pytest.raises(KeyError):
        programme.cites("Z.9")
