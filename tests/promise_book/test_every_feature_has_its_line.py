"""The book holds every feature that was bought, and says plainly where no evidence is kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import AT, BOUGHT, OFFICE, Cast, StandingCast, give_contract, serving
from voorrang.accounts.actions import assign
from voorrang.editions.loader import load_programme
from voorrang.promise_book.book import Book, BookLine, book_of
from voorrang.promise_book.registry import KNOWN, REGISTRY, ProvidedTwice, Registry, UnknownFeature
from voorrang.rules.promises import Evidence
from voorrang.ui.promise_lines import NOT_KEPT, evidence_words

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"


def book(one: Cast) -> Book:
    with serving(one) as customer:
        return book_of(customer, AT)


def line(found: Book, key: str) -> BookLine:
    return next(one for one in found.lines if one.feature.key == key)


@pytest.mark.parametrize("folder", [path.name for path in PROGRAMMES.iterdir() if path.is_dir()])
def test_each_feature_of_a_programme_has_evidence_or_says_that_none_is_kept(folder: str) -> None:
    for key in load_programme(PROGRAMMES / folder).features:
        assert key in REGISTRY.providers or evidence_words(None, "en") == str(NOT_KEPT)
        assert key in KNOWN, f"{key}: add it to KNOWN, or nobody can add its evidence"


def test_a_provider_for_an_unknown_feature_is_refused() -> None:
    registry = Registry()
    with pytest.raises(UnknownFeature):
        registry.add("free_lunch", lambda _asked: Evidence("lunch", None))
    registry.add("training", lambda _asked: Evidence("lessons", None))
    with pytest.raises(ProvidedTwice):
        registry.add("training", lambda _asked: Evidence("lessons", None))


def test_the_highest_tier_has_all_features_and_one_is_replaced(cast: StandingCast) -> None:
    give_contract(cast.management_plus)
    found = book(cast.management_plus)
    assert len(found.lines) == 22
    assert (found.total, found.count("replaced")) == (21, 1)
    replaced = line(found, "remote_expert")
    assert replaced.replaced_by is not None
    assert replaced.replaced_by.key == "assigned_manager"


def test_the_lowest_tier_has_four(cast: StandingCast) -> None:
    give_contract(cast.access)
    keys = [one.feature.key for one in book(cast.access).lines]
    assert keys == ["global_support", "global_consistency", "direct_access", "online_case_tools"]


def test_who_has_bought_nothing_has_an_empty_book(cast: StandingCast) -> None:
    assert book(cast.other).lines == ()


def test_a_named_person_is_the_evidence_and_nobody_is_overdue(cast: StandingCast) -> None:
    give_contract(cast.management)
    missing = line(book(cast.management), "assigned_manager")
    assert missing.state == "overdue"
    manager = cast.support_manager
    named = line(book(cast.management), "assigned_manager")
    assert named.state == "kept"
    assert named.evidence is not None
    assert named.evidence.facts["name"] == manager.user.name


def test_a_deputy_is_not_the_named_person(cast: StandingCast) -> None:
    give_contract(cast.access_plus)
    with serving(cast.access_plus) as customer:
        user = cast.agent.user
        assign(customer=customer, user=user, role="remote_expert", deputy=True, starts_at=BOUGHT, by=OFFICE, at=BOUGHT)
    assert line(book(cast.access_plus), "remote_expert").state == "overdue"


def test_a_report_without_evidence_names_the_next_date_and_claims_nothing(cast: StandingCast) -> None:
    give_contract(cast.access_plus)
    report = line(book(cast.access_plus), "quarterly_reports")
    assert (report.state, report.every) == ("no_evidence", "quarter")
    assert report.due_at is not None
    assert AT < report.due_at <= AT + timedelta(days=92)
