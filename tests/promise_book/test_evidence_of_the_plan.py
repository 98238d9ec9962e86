"""The support plan's line names the agreement that is in force, and shows no other."""

from datetime import datetime, timedelta

import pytest

from tests.cast import AT, BOUGHT, OFFICE, StandingCast, give_contract, serving
from tests.promise_book.test_every_feature_has_its_line import book, line
from voorrang.contracts.actions import PromiseTerms, sign_agreement
from voorrang.rules.promises import Evidence
from voorrang.ui.promise_lines import evidence_words


def sign(cast: StandingCast, *, starts_at: datetime = BOUGHT, ends_at: datetime | None = None) -> None:
    terms = [PromiseTerms(kind="response", seconds=3600)]
    with serving(cast.management):
        sign_agreement(number="RHEIN-A", starts_at=starts_at, ends_at=ends_at, promises=terms, by=OFFICE, at=BOUGHT)


def plan(cast: StandingCast) -> Evidence:
    found = line(book(cast.management), "support_plan").evidence
    assert found is not None
    return found


@pytest.fixture
def bought(cast: StandingCast) -> StandingCast:
    give_contract(cast.management)
    return cast


def test_an_agreement_in_force_is_named(bought: StandingCast) -> None:
    assert "agreement" not in evidence_words(plan(bought), "en")
    sign(bought)
    assert "agreement RHEIN-A.1 signed on 2 Dec 2025" in evidence_words(plan(bought), "en")


@pytest.mark.parametrize("period", [{"ends_at": AT}, {"starts_at": AT + timedelta(days=1)}], ids=["ended", "to come"])
def test_one_that_has_ended_or_not_begun_is_not(bought: StandingCast, period: dict[str, datetime]) -> None:
    sign(bought, **period)
    assert "agreement" not in plan(bought).facts


def test_it_does_not_make_an_overdue_meeting_held(bought: StandingCast) -> None:
    before = line(book(bought.management), "support_plan").state
    sign(bought, starts_at=AT - timedelta(days=1))
    assert line(book(bought.management), "support_plan").state == before == "overdue"
