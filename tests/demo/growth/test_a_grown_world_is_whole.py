"""A grown world has exactly what was asked for, and everything in it fits: decisions, queue, contracts, pages."""

from collections.abc import Callable

from django.db import transaction
from django.test import Client

from tests.demo.growth.conftest import CASES, CUSTOMERS, DEVICES
from tests.support.database import migrator_connection
from voorrang.accounts.models import Customer, User
from voorrang.cases.comparison import compare_projection
from voorrang.cases.models import Case, CaseDevice, QueueRow
from voorrang.contracts.models import Assessment
from voorrang.demo.growth.plan import Growth
from voorrang.demo.growth.run import grow
from voorrang.entitlements.models import Decision
from voorrang.entitlements.replay import replay_all
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected, on_side


def test_it_is_as_large_as_asked_and_fits_together(grown: Callable[[], Growth]) -> None:
    growth = grown()

    assert Customer.objects.count() == CUSTOMERS
    assert (sum_of(Device), sum_of(Case)) == (DEVICES, CASES)
    replayed = replay_all()
    assert replayed["checked"] >= CASES
    assert replayed["different"] == []
    assert compare_projection() == []
    for one in Customer.objects.all():
        with transaction.atomic(), customer_selected(one.id):
            assert {verdict.qualifies for verdict in Assessment.objects.filter(basis="confirmed")} == {True}
            named = {device.case_id: device for device in CaseDevice.objects.select_related("device")}
            for case in Case.objects.select_related("decision"):
                assert named[case.id].serial == named[case.id].device.serial
                assert f'"ref":"{named[case.id].serial}"' in case.decision.facts
                assert case.decision.decided_at == case.opened_at <= growth.anchor
    assert trail() == []
    assert_pages_open()


def test_more_is_added_to_what_there_is(grown: Callable[[], Growth]) -> None:
    growth = grown()
    told = [one.told for one in growth.customers]

    more = grow(customers=3, devices=2000, cases=300, seed=7, processes=1)

    assert [one.told for one in more.customers[:2]] == told
    assert more.anchor == growth.anchor
    assert Customer.objects.count() == 3
    assert sum_of(Case) == sum(one.cases for one in more.customers) >= 300
    assert sum_of(Device) == sum(one.devices for one in more.customers) >= 2000
    assert compare_projection() == []
    assert replay_all()["different"] == []


def sum_of(model: type[Device | Case | Decision]) -> int:
    """Count the rows of all customers."""
    count = 0
    for one in Customer.objects.all():
        with transaction.atomic(), customer_selected(one.id):
            count += model.objects.count()
    return count


def trail() -> list[tuple[object, ...]]:
    """Return the events that the trail does not tell of."""
    with migrator_connection() as owner:
        return owner.execute(
            """SELECT e.id FROM cases_caseevent e LEFT JOIN audit_entry a ON a.customer_id = e.customer_id
            AND a.subject_id = e.case_id AND a.data ->> 'event' = e.id::text AND a.type = e.type AND a.at = e.at
            WHERE a.id IS NULL"""
        ).fetchall()


def assert_pages_open() -> None:
    """Open the queue and the newest copy's case as an agent."""
    client = Client()
    client.force_login(User.objects.get(email="agent01@vendor.example"))
    with transaction.atomic(), on_side("vendor"):
        row = QueueRow.objects.exclude(status="closed").order_by("-sequence").first()
    queue, page = client.get("/desk/?status=all"), client.get(f"/desk/cases/{row.id}/")
    assert (queue.status_code, page.status_code) == (200, 200)
    assert row.number in page.content.decode()
