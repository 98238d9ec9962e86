"""Every unit needs a valid warranty, Care Pack or hardware service contract (E.9, X.1); the nearest cover is named."""

from datetime import timedelta

from tests.rules.world import LAPTOP, NOW, UNCOVERED, WARRANTY, ask, codes, day, reason_of
from voorrang.rules.facts import Cover


def test_a_covered_laptop_is_entitled_and_told_why() -> None:
    decision = ask(LAPTOP)
    assert decision.outcome == "entitled"
    covered = reason_of(decision, "device_covered")
    assert covered.facts == {"cover": "warranty", "level": "3y onsite", "until_on": "2027-05-31"}


def test_ended_cover_is_refused_with_the_days() -> None:
    decision = ask(UNCOVERED)
    assert decision.outcome == "refused"
    assert reason_of(decision, "cover_ended").facts == {"days": 13, "ended_on": "2026-02-19"}


def test_no_cover_at_all_is_refused() -> None:
    assert "cover_none" in codes(ask(LAPTOP._replace(covers=())))


def test_cover_to_come_is_refused_with_the_days() -> None:
    coming = Cover("care_pack", day("2026-03-10"), day("2029-03-10"))
    decision = ask(LAPTOP._replace(covers=(coming,)))
    assert decision.outcome == "refused"
    assert reason_of(decision, "cover_not_started").facts == {"days": 6, "starts_on": "2026-03-10"}


def test_the_nearer_of_past_and_coming_cover_is_named() -> None:
    far = Cover("care_pack", day("2026-08-01"), day("2029-03-10"))
    assert "cover_ended" in codes(ask(UNCOVERED._replace(covers=(*UNCOVERED.covers, far))))
    near = far._replace(starts_at=day("2026-03-05"))
    assert "cover_not_started" in codes(ask(UNCOVERED._replace(covers=(*UNCOVERED.covers, near))))


def test_the_end_of_cover_is_exclusive() -> None:
    last_moment = WARRANTY._replace(ends_at=NOW)
    assert ask(LAPTOP._replace(covers=(last_moment,))).outcome == "refused"
    assert ask(LAPTOP._replace(covers=(WARRANTY._replace(starts_at=NOW),))).outcome == "entitled"


def test_cover_that_ends_within_thirty_days_is_announced() -> None:
    ending = WARRANTY._replace(ends_at=NOW + timedelta(days=12))
    assert reason_of(ask(LAPTOP._replace(covers=(ending,))), "cover_ends_soon").facts["days"] == 12


def test_cover_that_carries_on_is_not() -> None:
    ending = WARRANTY._replace(ends_at=NOW + timedelta(days=12))
    next_one = Cover("care_pack", ending.ends_at, day("2029-01-01"))
    assert "cover_ends_soon" not in codes(ask(LAPTOP._replace(covers=(ending, next_one))))
