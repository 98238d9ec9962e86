"""Behind row-level security the lists still read their indexes in order, and the planner knows how much it will see."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.db.models import QuerySet

from tests.cases.factories import opened
from tests.cast import AT, Cast
from voorrang.cases.models import QueueRow, QueueSerial
from voorrang.cases.queries import BY_DUE, BY_OPENING, QueueFilters, count_about, counting, visible_to
from voorrang.cases.queries.pages import sorted_by
from voorrang.cases.queries.queue import filtered
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import on_side

MANY = 2000


@pytest.fixture
def only_indexes(town: Cast) -> Iterator[None]:
    """A small table is read whole; forbidden that, the planner shows which index would do."""
    opened(town)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    with on_side("vendor"):
        yield


def listed(status: str) -> QuerySet[QueueRow]:
    return sorted_by(BY_OPENING, filtered(QueueFilters(status=status), at=AT))


LISTS: dict[str, Callable[[], QuerySet[QueueRow]]] = {
    "what is due": lambda: sorted_by(BY_DUE, filtered(QueueFilters(), at=AT)),
    "closed": lambda: listed("closed"),
    "all": lambda: listed("all"),
    "a customer's": lambda: sorted_by(BY_OPENING, visible_to(None, at=AT)),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_in_its_order(only_indexes: None, name: str) -> None:
    plan = LISTS[name]()[:51].explain()
    assert "Index" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize(
    "condition", [{"number": "NIEUW-0001-M"}, {"number__gte": "NIEUW-1", "number__lt": "NIEUW-2"}, {"sequence": 1}]
)
def test_a_number_is_looked_up(only_indexes: None, condition: dict[str, object]) -> None:
    assert "Index Cond" in QueueRow.objects.filter(**condition).explain()


@pytest.mark.parametrize("condition", [{"serial": "5CG1234ABC"}, {"serial__gte": "5CG12", "serial__lt": "5CG13"}])
def test_a_serial_is_looked_up(only_indexes: None, condition: dict[str, object]) -> None:
    assert "Index Cond" in QueueSerial.objects.filter(**condition).explain()


def test_the_wall_does_not_make_a_large_count_small(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without statistics, as here, the estimate is rough; of "side = 'vendor'" it would be a two-hundredth of that."""
    values = QueueRow.objects.filter(id=opened(town).id).values().get()
    QueueRow.objects.bulk_create(QueueRow(**{**values, "id": uuid7()}) for _ in range(MANY))
    monkeypatch.setattr(counting, "EXACT_TO", 10)
    with on_side("vendor"):
        about = count_about(filtered(QueueFilters(status="all"), at=AT))
    assert not about.exact
    assert about.count > MANY / 10
