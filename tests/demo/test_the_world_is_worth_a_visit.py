"""What a visitor finds: a year behind, a queue that is due, decisions that replay alike, and nobody mailed."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.core import mail
from django.db import transaction

from tests.demo.conftest import ANCHOR, NOW
from voorrang.accounts.models import Customer
from voorrang.cases.models import Case, CaseDevice, QueueRow
from voorrang.demo.world import credentials
from voorrang.entitlements.models import Decision
from voorrang.entitlements.replay import replay_all
from voorrang.installed_base.models import UnknownSerial
from voorrang.lib.tenancy import customer_selected, on_side


def test_a_small_customer_has_everything_to_try(lay: Callable[[], None]) -> None:
    lay()

    with transaction.atomic(), on_side("vendor"), customer_selected(Customer.objects.get(code="GELD").id):
        rows = list(QueueRow.objects.all())
        statuses = Counter(row.status for row in rows)
        outcomes = Counter(Decision.objects.values_list("outcome", flat=True))
        opened = min(row.opened_at for row in rows)
        due_soon = [row for row in rows if row.due_at and abs(row.due_at - NOW) < timedelta(hours=10)]
        decided_without_case = Decision.objects.exclude(id__in=Case.objects.values("decision_id")).count()
        serials = Counter(CaseDevice.objects.values_list("serial", flat=True))
        assert UnknownSerial.objects.filter(reconciled_at=None).count() == 1

    assert statuses["closed"] > 40
    assert statuses["open"] >= 2
    assert statuses["waiting"] == 1
    assert outcomes["entitled"] > outcomes["conditional"] > 0
    assert outcomes["refused"] > 0
    assert decided_without_case > 0
    assert opened < ANCHOR - timedelta(days=300)
    assert due_soon
    assert max(serials.values()) > 1, "some device breaks again and again"
    assert any(row.breached for row in rows)
    assert mail.outbox == []


def test_its_decisions_replay_alike(lay: Callable[[], None]) -> None:
    lay()

    found = replay_all()

    assert found["checked"] > 50
    assert found["different"] == []


def test_everybody_can_come_in(lay: Callable[[], None]) -> None:
    lay()

    people = credentials()

    assert {"role", "customer", "email", "password", "token", "pin"} == set(people[0])
    assert [one["role"] for one in people if one["token"]] == ["telephony", "token"]
    assert all(one["pin"] for one in people if one["role"] == "helpdesk_engineer")
