"""The same seed and anchor show the same world: numbers, words, people, clocks. Only ids and secrets differ."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from django.db import transaction

from voorrang.accounts.models import Customer
from voorrang.cases.models import EventBody, QueueRow
from voorrang.entitlements.models import Decision
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected, on_side


def test_a_world_laid_twice_shows_the_same(lay: Callable[[], None]) -> None:
    lay()
    first = list(shown())
    lay()
    second = list(shown())

    assert len(first) > 300
    assert digest(first) == digest(second), next(pair for pair in zip(first, second, strict=True) if pair[0] != pair[1])


def shown() -> Iterator[str]:
    """What people see of the customer, line by line."""
    with transaction.atomic(), on_side("vendor"), customer_selected(Customer.objects.get(code="GELD").id):
        for row in QueueRow.objects.select_related("owner").order_by("number"):
            owner = row.owner.name if row.owner else "-"
            yield f"{row.number} {row.title} {row.status} {row.outcome} {row.language} {owner} {row.serials}"
            yield f"{row.number} {row.opened_at} {row.due_at} {row.due_kind} {row.breached} {row.promised_at}"
        bodies = EventBody.objects.select_related("event__case")
        yield from sorted(f"{one.event.case.number} {one.event.sequence} {one.event.at} {one.text}" for one in bodies)
        yield from sorted(f"{one.decided_at} {one.door} {one.outcome}" for one in Decision.objects.all())
        yield from sorted(str(one) for one in Device.objects.all())


def digest(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()
