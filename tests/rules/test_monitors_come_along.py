"""A monitor has no right of its own: it comes along with its desktop or workstation (E.8, X.1)."""

import pytest

from tests.rules.world import DESKTOP, ENDED_COVER, LAPTOP, MONITOR, WARRANTY, ask, codes, reason_of
from voorrang.rules.facts import Device

WITH_OWN_WARRANTY = MONITOR._replace(covers=(WARRANTY,))


def attached(monitor: Device, host: Device | None) -> Device:
    return monitor._replace(attached_to=host)


@pytest.mark.parametrize("kind", ["desktop", "workstation"])
def test_it_uses_the_cover_and_the_tier_of_its_host(kind: str) -> None:
    decision = ask(attached(MONITOR, DESKTOP._replace(kind=kind)))
    assert (decision.outcome, decision.tier) == ("entitled", "PM")
    assert {"comes_along", "host_covered"} <= codes(decision, MONITOR.ref)


def test_alone_it_has_only_its_own_warranty() -> None:
    assert ask(attached(WITH_OWN_WARRANTY, None)).outcome == "base_warranty"
    lonely = ask(attached(MONITOR, None))
    assert lonely.outcome == "refused"
    assert "host_missing" in codes(lonely)


def test_a_laptop_brings_none_along() -> None:
    decision = ask(attached(WITH_OWN_WARRANTY, LAPTOP))
    assert decision.outcome == "base_warranty"
    assert reason_of(decision, "host_of_wrong_kind").facts["host_kind"] == "laptop"


def test_cover_of_the_host_that_ended_is_named_as_the_hosts() -> None:
    old = DESKTOP._replace(covers=(ENDED_COVER,))
    decision = ask(attached(MONITOR, old))
    assert decision.outcome == "refused"
    assert reason_of(decision, "host_cover_ended").facts == {"days": 13, "ended_on": "2026-02-19", "host": DESKTOP.ref}


def test_with_an_uncovered_host_its_own_warranty_still_helps() -> None:
    old = DESKTOP._replace(covers=(ENDED_COVER,))
    decision = ask(attached(WITH_OWN_WARRANTY, old))
    assert decision.outcome == "base_warranty"
    assert {"host_cover_ended", "base_warranty_applies"} <= codes(decision)


def test_an_unknown_host_makes_it_provisional() -> None:
    decision = ask(attached(MONITOR, Device("CZCNEW", None, known=False)))
    assert decision.outcome == "conditional"
    assert "host_unknown" in codes(decision)


def test_a_host_that_is_not_eligible_brings_none_along() -> None:
    assert "host_not_eligible" in codes(ask(attached(MONITOR, DESKTOP._replace(maker="Acme"))))


def test_a_monitor_of_another_maker_is_not_the_vendors() -> None:
    assert ask(MONITOR._replace(maker="Acme")).outcome == "refused"
