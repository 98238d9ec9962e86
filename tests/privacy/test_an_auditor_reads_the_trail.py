"""An auditor chooses period and filters, sees the exact population, draws a sample again, and takes evidence along."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Page, Scenery
from tests.portal.conftest import colleague
from voorrang.accounts.actions import add_helpdesk
from voorrang.accounts.models import CustomerRole
from voorrang.audit.actions import record, record_system
from voorrang.audit.models import Entry, SystemEntry
from voorrang.audit.queries import Population, Sample
from voorrang.cases.actions import answer, take
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import on_side

PERIOD = {"since": "2026-03-01", "until": "2026-03-02"}


@pytest.fixture
def auditor(cast: StandingCast) -> Door:
    return Door(cast.auditor)


@pytest.fixture
def customers_auditor(cast: StandingCast, scenery: Scenery) -> Door:
    return Door(colleague(cast, CustomerRole.CUSTOMER_AUDITOR))


def many(cast: StandingCast, scenery: Scenery, count: int) -> None:
    with serving(scenery.one):
        for _ in range(count):
            record("site.visited", subject_kind="site", subject_id=uuid7(), by=cast.agent.actor, at=AT)


def evidence(
    door: Door, name: str, **asked: str
) -> tuple[dict[str, Any], list[list[str]], list[dict[str, Any]], dict[str, str]]:
    """Take the evidence along: manifest, table, rows, and the digests as anybody can make them."""
    content = b"".join(door.client.get(reverse(name), asked | {"format": "evidence"}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    digests = {one: hashlib.sha256(files[one]).hexdigest() for one in ("rows.csv", "rows.json")}
    table = list(csv.reader(io.StringIO(files["rows.csv"].decode())))
    rows = [json.loads(line) for line in files["rows.json"].decode().splitlines()]
    return json.loads(files["manifest.json"]), table, rows, digests


def population(page: Page) -> str:
    return page.part("population")


def test_the_population_is_counted_exactly_and_filtered(cast: StandingCast, scenery: Scenery, auditor: Door) -> None:
    many(cast, scenery, 60)
    page = auditor.get("desk:audit-trail", customer=scenery.code, type="site.visited", **PERIOD)
    assert population(page) == "The population is 60 rows."
    assert "Ada Agent" in page.part("trail")
    none = auditor.get("desk:audit-trail", customer=scenery.code, type="site.visited", actor_kind="token", **PERIOD)
    assert population(none) == "The population is 0 rows."
    assert "No row in this population" in none.text
    before = auditor.get("desk:audit-trail", customer=scenery.code, since="2026-01-05", until="2026-01-06")
    assert population(before) == "The population is 0 rows."


def test_the_same_seed_draws_the_same_rows(cast: StandingCast, scenery: Scenery) -> None:
    many(cast, scenery, 50)
    with serving(scenery.one):
        rows = Population(AT, AT + timedelta(days=1), type="site.visited").of(Entry.objects.all())
        drawn = [one.id for one in Sample(10, "a1").of(rows)]
        assert [one.id for one in Sample(10, "a1").of(rows)] == drawn
        assert [one.id for one in Sample(20, "a1").of(rows)][:10] == drawn
        assert [one.id for one in Sample(10, "a2").of(rows)] != drawn
        by_hand = sorted(rows, key=lambda one: hashlib.md5(f"a1:{one.id}".encode(), usedforsecurity=False).hexdigest())
        assert [one.id for one in by_hand[:10]] == drawn


def test_a_sample_without_a_seed_gets_one_that_is_shown(cast: StandingCast, scenery: Scenery, auditor: Door) -> None:
    many(cast, scenery, 30)
    asked = {"customer": scenery.code, "type": "site.visited", "sample": "5"} | PERIOD
    page = auditor.get("desk:audit-trail", **asked)
    assert page.status == 302
    assert "seed=" in page.to
    told = auditor.get(f"/desk/trail/{page.to}")
    assert "5 rows drawn from a population of 30, with the seed " in population(told)


def test_evidence_stands_for_itself(cast: StandingCast, scenery: Scenery, auditor: Door) -> None:
    many(cast, scenery, 2100)
    asked = {"customer": scenery.code, "type": "site.visited"} | PERIOD
    manifest, table, rows, digests = evidence(auditor, "desk:audit-trail", **asked)
    assert manifest["population"]["rows"] == manifest["rows"] == len(table) - 1 == len(rows) == 2100
    assert manifest["population"]["filters"]["type"] == "site.visited"
    assert manifest["sha256"] == digests
    drawn, _, few, _ = evidence(auditor, "desk:audit-trail", sample="7", seed="s", **asked)
    assert (drawn["sample"]["rows"], drawn["sample"]["seed"], drawn["population"]["rows"]) == (7, "s", 2100)
    assert len(few) == 7


def test_a_formula_is_text_in_the_table(cast: StandingCast, scenery: Scenery, auditor: Door) -> None:
    with on_side("vendor"):
        record_system("=HYPERLINK(1)", by=cast.agent.actor, at=AT)
    _, table, rows, _ = evidence(auditor, "desk:audit-own", type="=HYPERLINK(1)", **PERIOD)
    assert table[1][2] == "'=HYPERLINK(1)"
    assert rows[0]["type"] == "=HYPERLINK(1)"


def test_whoever_of_the_vendor_reads_leaves_a_row(cast: StandingCast, scenery: Scenery, auditor: Door) -> None:
    for _ in range(2):
        auditor.get("desk:audit-trail", customer=scenery.code)
        auditor.get("desk:audit-own")
    evidence(auditor, "desk:audit-trail", customer=scenery.code)
    with serving(scenery.one):
        found = Entry.objects.filter(actor_id=cast.auditor.user.id).order_by("id")
        assert list(found.values_list("type", flat=True)) == ["trail.read", "trail.exported"]
        assert found[1].data["rows"] == found[1].data["population"]["rows"]
        assert SystemEntry.objects.filter(type="trail.read", actor_id=cast.auditor.user.id).count() == 1


def test_a_customers_auditor_reads_its_own_and_nothing_internal(
    cast: StandingCast, scenery: Scenery, customers_auditor: Door
) -> None:
    with serving(scenery.one):
        take(case=scenery.case, by=cast.agent.actor, at=AT)
        answer(case=scenery.case, text="Keep an eye on it.", internal=True, by=cast.agent.actor, at=AT)
        answer(case=scenery.case, text="A board is ordered.", by=cast.agent.actor, at=AT)
    with serving(cast.other):
        add_helpdesk(name="Theirs", by=cast.agent.actor, at=AT)
    page = customers_auditor.get("portal:audit-trail", **PERIOD)
    assert "case.answered" in page.part("trail")
    _, _, rows, _ = evidence(customers_auditor, "portal:audit-trail", **PERIOD)
    types = {row["type"] for row in rows}
    assert types >= {"case.opened", "case.answered"}
    assert types.isdisjoint({"case.noted", "case.assigned", "helpdesk.added"})


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"since": "2026-03-02", "until": "2026-03-01"}, "The last day lies before the first"),
        ({"since": "soon"}, "valid date"),
        ({"actor_id": "Ada"}, "Copy the whole id"),
        ({"sample": "5000"}, "1000"),
        ({"sample": "0"}, "1"),
    ],
)
def test_what_cannot_be_asked_is_told(scenery: Scenery, auditor: Door, asked: dict[str, str], told: str) -> None:
    page = auditor.get("desk:audit-trail", customer=scenery.code, **PERIOD | asked)
    assert page.status == 422
    assert told in page.text


def test_others_do_not_read_it(cast: StandingCast, scenery: Scenery) -> None:
    assert Door(cast.agent).get("desk:audit-trail", customer=scenery.code).status == 403
    assert Door(cast.sales).get("desk:audit-own").status == 403
    assert Door(cast.management.engineer).get("portal:audit-trail").status == 403
