"""Sales draft an agreement, sign it for the vendor, compare versions in words, and end it; each refusal says what helps."""

import pytest

from tests.cast import AT, StandingCast, serving
from tests.contracts.agreements import NO_LAPTOPS, drafted, signed
from tests.desk.door import Door, Scenery
from tests.desk.typed import agreement
from voorrang.contracts.models import Agreement

TODAY, LATER = AT.date().isoformat(), "2026-12-01"


def test_it_is_drafted_and_signed(cast: StandingCast, scenery: Scenery, sales: Door) -> None:
    page = sales.post(
        "desk:agreement-new",
        query=f"?customer={scenery.code}",
        data=agreement(
            TODAY,
            promises=[{"kind": "response", "hours": "4", "country": "DE"}],
            exclusions=[{"kinds": ["laptop"], "reason": "Swapped, not repaired"}],
            rates=[{"kind": "labour", "amount": "95.50", "currency": "eur"}],
            contacts=[{"side": "vendor", "role": "Service desk", "name": "Mara Manager"}],
        ),
    )
    page = sales.follow(page)
    for words in ("Response within 4 h", "Germany", "Swapped, not repaired", "95.50", "Mara Manager"):
        assert words in page.text
    with serving(cast.management):
        made = Agreement.objects.get()
    where = [scenery.code, made.number, made.version]
    assert sales.post("desk:agreement-sign", *where, data={"revision": "7"}).status == 409
    page = sales.follow(sales.post("desk:agreement-sign", *where, data={"revision": "1"}))
    assert 'data-state="offered"' in page.html
    again = sales.post("desk:agreement-sign", *where, data={"revision": "1"})
    assert again.status == 409
    assert f"Already signed for your side by {cast.sales.user.name}" in again.html
    assert sales.get("desk:agreement-pdf", *where).html.startswith("%PDF")


def test_what_is_not_complete_is_told_beside_the_field(scenery: Scenery, sales: Door) -> None:
    typed = agreement(TODAY, promises=[{"kind": "response"}], exclusions=[{"reason": "all"}], rates=[{"amount": "3"}])
    page = sales.post("desk:agreement-new", query=f"?customer={scenery.code}", data=typed)
    assert page.status == 422
    for words in ("within how many hours", "Say what is left out", "Say what this rate is for"):
        assert words in page.text


def test_an_overlap_is_refused_with_the_cure(cast: StandingCast, scenery: Scenery, sales: Door) -> None:
    first = signed(cast, cast.management)
    page = sales.post("desk:agreement-new", query=f"?customer={scenery.code}", data=agreement(LATER))
    assert page.status == 422
    assert f"{first} holds at the same time. Make a new version of it" in page.text


def test_a_new_version_stands_beside_the_old_one(cast: StandingCast, scenery: Scenery, sales: Door) -> None:
    first = signed(cast, cast.management)
    second = drafted(cast, cast.management, first.number, starts_at=AT.replace(month=12), exclusions=(NO_LAPTOPS,))
    page = sales.get("desk:agreement-detail", scenery.code, second.number, second.version)
    assert "Version 1 beside version 2" in page.text
    assert "laptop: Laptops are swapped, not repaired. new" in page.part("compared")


def test_it_is_ended_with_a_reason(cast: StandingCast, scenery: Scenery, sales: Door) -> None:
    held = signed(cast, cast.management)
    where = [scenery.code, held.number, held.version]
    assert sales.post("desk:agreement-end", *where, data={"last_on": LATER, "reason": ""}).status == 422
    past = sales.post("desk:agreement-end", *where, data={"last_on": "2020-01-01", "reason": "x"})
    assert past.status == 422
    assert "from today on" in past.text
    page = sales.follow(sales.post("desk:agreement-end", *where, data={"last_on": LATER, "reason": "Bought anew"}))
    assert "Bought anew" in page.text


@pytest.mark.parametrize("act", ["sign", "discard", "end"])
def test_an_agent_reads_and_binds_nobody(cast: StandingCast, scenery: Scenery, agent: Door, act: str) -> None:
    one = drafted(cast, cast.management)
    assert agent.get("desk:agreement-detail", scenery.code, one.number, one.version).status == 200
    assert agent.post(f"desk:agreement-{act}", scenery.code, one.number, one.version).status == 403
