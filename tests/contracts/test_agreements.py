"""What is promised was signed; what is merely aimed for is never shown as a promise."""

from datetime import timedelta

import pytest

from tests.cast import AT, PROGRAMME, StandingCast, serving
from voorrang.audit.actor import SYSTEM
from voorrang.contracts import queries
from voorrang.contracts.actions import (
    PromiseTerms,
    sign_agreement,
    store_calendar,
    store_internal_targets,
    store_working_hours,
)
from voorrang.contracts.models import InternalTarget, Promise, SupportCalendar
from voorrang.editions.store import programme_at

HOUR = 3600
WEEK = {str(day): [["08:00", "18:00"]] for day in range(5)}


def sign(cast: StandingCast, *promises: PromiseTerms, number: str = "SLA-1", at=AT, ends_at=None) -> None:  # noqa: ANN001
    with serving(cast.management):
        sign_agreement(
            number=number, starts_at=at, ends_at=ends_at, promises=promises, by=cast.support_manager.actor, at=at
        )


def promised(cast: StandingCast, impact: str, country: str, at=AT) -> dict[str, int]:  # noqa: ANN001
    with serving(cast.management):
        return {one.kind: one.seconds // HOUR for one in promises(impact, country, at)}


def promises(impact: str, country: str, at=AT) -> list[Promise]:  # noqa: ANN001
    return queries.promises_and_targets(programme="", tier="", impact=impact, country=country, at=at)[0]


def targets(tier: str, impact: str) -> list[InternalTarget]:
    return queries.promises_and_targets(programme=PROGRAMME, tier=tier, impact=impact, country="", at=AT)[1]


def test_without_an_agreement_nothing_is_promised(cast: StandingCast) -> None:
    assert promised(cast, "site", "DE") == {}


def test_a_promise_for_all_holds_for_each(cast: StandingCast) -> None:
    sign(cast, PromiseTerms("response", 4 * HOUR), PromiseTerms("resolution", 48 * HOUR))
    assert promised(cast, "site", "DE") == {"response": 4, "resolution": 48}


def test_the_nearest_promise_holds(cast: StandingCast) -> None:
    sign(
        cast,
        PromiseTerms("response", 8 * HOUR),
        PromiseTerms("response", 6 * HOUR, country="DE"),
        PromiseTerms("response", 2 * HOUR, impact="company"),
        PromiseTerms("response", 1 * HOUR, impact="company", country="DE"),
    )
    assert promised(cast, "site", "FR") == {"response": 8}
    assert promised(cast, "site", "DE") == {"response": 6}
    assert promised(cast, "company", "FR") == {"response": 2}
    assert promised(cast, "company", "DE") == {"response": 1}


def test_of_two_agreements_the_shorter_promise_holds(cast: StandingCast) -> None:
    sign(cast, PromiseTerms("response", 8 * HOUR), number="SLA-1")
    sign(cast, PromiseTerms("response", 3 * HOUR), number="SLA-2")
    assert promised(cast, "site", "DE") == {"response": 3}


def test_a_new_version_ends_the_old_one(cast: StandingCast) -> None:
    later = AT + timedelta(days=30)
    sign(cast, PromiseTerms("response", 8 * HOUR))
    sign(cast, PromiseTerms("response", 4 * HOUR), at=later)
    assert promised(cast, "site", "DE", at=later - timedelta(seconds=1)) == {"response": 8}
    assert promised(cast, "site", "DE", at=later) == {"response": 4}
    with serving(cast.management):
        assert [str(one) for one in queries.agreements(later)] == ["SLA-1.2"]


def test_an_agreement_ends(cast: StandingCast) -> None:
    sign(cast, PromiseTerms("response", HOUR), ends_at=AT + timedelta(days=1))
    assert promised(cast, "site", "DE", at=AT + timedelta(days=1)) == {}


def test_promises_need_hours_that_are_stored(cast: StandingCast) -> None:
    with pytest.raises(SupportCalendar.DoesNotExist, match="office"):
        sign(cast, PromiseTerms("response", HOUR, calendar_key="office"))
    store_calendar(key="office", zone="Europe/Berlin", weekly=WEEK, by=SYSTEM, at=AT)
    sign(cast, PromiseTerms("response", HOUR, calendar_key="office"))


def test_another_customer_is_promised_nothing_by_it(cast: StandingCast) -> None:
    sign(cast, PromiseTerms("response", HOUR))
    with serving(cast.access):
        assert promises("site", "DE") == []


def test_other_hours_are_a_new_version(cast: StandingCast) -> None:
    first = store_calendar(key="office", zone="Europe/Berlin", weekly=WEEK, by=SYSTEM, at=AT)
    again = store_calendar(key="office", zone="Europe/Berlin", weekly=WEEK, by=SYSTEM, at=AT)
    changed = store_calendar(key="office", zone="Europe/Berlin", weekly=WEEK | {"5": []}, by=SYSTEM, at=AT)
    assert (first.version, again.version, changed.version) == (1, 1, 2)


def test_the_programmes_working_hours_are_stored_for_a_zone(cast: StandingCast) -> None:
    programme = programme_at(cast.access.customer.programme, AT)
    hours = store_working_hours(programme=programme, zone="Europe/Amsterdam", by=SYSTEM, at=AT)
    assert (hours.key, hours.weekly) == ("working_hours/Europe/Amsterdam", WEEK)


def test_the_vendors_targets_come_from_the_programme(cast: StandingCast) -> None:
    programme = programme_at(cast.access.customer.programme, AT)
    for _ in range(2):
        store_internal_targets(programme=programme, by=SYSTEM, at=AT)
    with serving(cast.access):
        found = targets("PM+", "company")
        [lower, _] = targets("PA", "site")
    assert {one.kind: one.seconds // 60 for one in found} == {"response": 20, "resolution": 480}
    assert [one.calendar_key for one in found] == ["", ""]
    assert lower.calendar_key == "working_hours"
