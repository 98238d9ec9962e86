"""What a newer edition changes is told in sentences; what touches another tier is left out when one is asked for."""

from dataclasses import replace

from tests.rules.world import PROGRAMME
from voorrang.editions.told_changes import told_changes
from voorrang.rules.programme import Article, Feature, Programme


def newer() -> Programme:
    """The lowest tier gets a feature, the next asks for more devices; an article comes and one goes; Greece is left out."""
    articles = dict(PROGRAMME.articles)
    articles.pop("U80LYE")
    articles["U80M1E"] = Article("U80M1E", "PA", frozenset({"pc"}), 4, "", "O.1")
    places = {code: region for code, region in PROGRAMME.coverage.region_of.items() if code != "GR"}
    [minimum] = PROGRAMME.minimums["PA+"]
    return replace(
        PROGRAMME,
        features={**PROGRAMME.features, "chat": Feature("chat", {"en": "chat", "nl": "chatten"}, ("M.9",))},
        matrix={**PROGRAMME.matrix, "PA": {**PROGRAMME.matrix["PA"], "chat": "included"}},
        minimums={**PROGRAMME.minimums, "PA+": (replace(minimum, at_least=1200),)},
        articles=articles,
        coverage=replace(PROGRAMME.coverage, region_of=places),
        activation_days=20,
    )


def test_each_difference_is_a_sentence() -> None:
    texts = [one.text for one in told_changes(PROGRAMME, newer())]
    assert texts == [
        "Priority Access now includes chat.",
        "Priority Access Plus asks for at least 1200 devices; before it was 1000.",
        "Article U80M1E is new.",
        "Article U80LYE is no longer sold.",
        "No longer covered: Greece.",
        "Days from purchase to activation: 20 instead of 30.",
    ]


def test_only_what_touches_the_tiers_asked_for() -> None:
    told = told_changes(PROGRAMME, newer(), tiers=["PA+"])
    assert [one.topic for one in told] == ["Minimum size", "Countries", "Figures"]


def test_equal_editions_differ_in_nothing() -> None:
    assert told_changes(PROGRAMME, PROGRAMME) == ()
