"""The desk sees the cases of all customers by what is due next, page by page, and may narrow them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cases.factories import AT, DAY, HOUR, opened, promised
from tests.cast import StandingCast, serving
from voorrang.cases.actions import ask_back, close, resolve, take
from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries import CursorUnusable, QueueFilters, queue, queue_counts
from voorrang.lib.tenancy import on_side


@pytest.fixture
def busy(cast: StandingCast) -> dict[str, Case]:
    """Five cases of two customers: two with promises, one waiting, one without any deadline, one closed."""
    cases = {}
    with serving(cast.access):
        cases["undated"] = opened(cast.access, title="Paper jam")
        cases["closed"] = opened(cast.access, title="Old trouble")
        close(case=cases["closed"], by=cast.access.engineer.actor, at=AT)
        promised("resolution", 8)
        cases["soon"] = opened(cast.access, title="Black screen", serials=["5CG1234ABC"])
    with serving(cast.management):
        promised("resolution", 4)
        cases["late"] = opened(cast.management, tier="PM", title="No sound", at=AT - DAY)
        cases["waiting"] = opened(cast.management, tier="PM", title="Broken hinge")
        ask_back(case=cases["waiting"], text="Which side?", by=cast.agent.actor, at=AT)
        take(case=cases["waiting"], by=cast.agent.actor, at=AT)
    return cases


ALL = QueueFilters()


def shown(busy: dict[str, Case], filters: QueueFilters = ALL) -> list[str]:
    names = {case.id: name for name, case in busy.items()}
    with on_side("vendor"):
        return [names[row.id] for row in queue(filters, at=AT).rows]


def test_the_most_urgent_comes_first_and_what_has_no_deadline_last(busy: dict[str, Case]) -> None:
    assert shown(busy) == ["late", "soon", "undated", "waiting"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"status": "waiting"}, ["waiting"]),
        ({"status": "open"}, ["late", "soon", "undated"]),
        ({"status": "closed"}, ["closed"]),
        ({"status": "resolved"}, []),
        ({"tier": "PM"}, ["late", "waiting"]),
        ({"country": "NL"}, ["soon", "undated"]),
        ({"language": "en"}, ["late", "waiting"]),
        ({"overdue": True}, ["late"]),
        ({"owner": "nobody"}, ["late", "soon", "undated"]),
        ({"owner": uuid4()}, []),
        ({"customers": []}, []),
        ({"search": "black SCREEN"}, ["soon"]),
        ({"search": "5cg1234abc", "status": "active", "customer": None}, ["late", "soon", "undated", "waiting"]),
        ({"status": "all", "search": "trouble"}, ["closed"]),
    ],
)
def test_the_queue_is_narrowed(busy: dict[str, Case], filters: dict[str, object], names: list[str]) -> None:
    assert shown(busy, QueueFilters(**filters)) == names


def test_one_customer_and_those_of_one_person(busy: dict[str, Case], cast: StandingCast) -> None:
    rhein = cast.management.customer.id
    assert shown(busy, QueueFilters(customer=rhein)) == ["late", "waiting"]
    assert shown(busy, QueueFilters(customers=[rhein])) == ["late", "waiting"]
    assert shown(busy, QueueFilters(owner=cast.agent.user.id)) == ["waiting"]


def test_the_figures_count_active_cases(busy: dict[str, Case], cast: StandingCast) -> None:
    with on_side("vendor"):
        counts = queue_counts(QueueFilters(), at=AT, user_id=cast.agent.user.id)
        own = queue_counts(QueueFilters(customer=cast.access.customer.id), at=AT, user_id=None)
        none = queue_counts(QueueFilters(customers=[]), at=AT, user_id=cast.agent.user.id)
    assert [part.count for part in counts] == [4, 1, 3, 1]
    assert all(part.exact for part in counts)
    assert [part.count for part in own] == [2, 0, 2, 0]
    assert [part.count for part in none] == [0, 0, 0, 0]


def test_pages_hold_every_case_once(cast: StandingCast) -> None:
    with serving(cast.access):
        for _ in range(3):
            opened(cast.access)  # without deadline
        promised("resolution", 8)
        for minute in range(8):
            opened(cast.access, at=AT + timedelta(minutes=minute // 2))  # two of each deadline
    with on_side("vendor"):
        whole = [row.id for row in queue(QueueFilters(), at=AT).rows]
        paged, cursor = [], None
        for _ in range(20):
            page = queue(QueueFilters(), at=AT, cursor=cursor, size=3)
            paged += [row.id for row in page.rows]
            cursor = page.next
            if cursor is None:
                break
    assert paged == whole
    assert len(paged) == 11


def test_pages_stay_stable_while_cases_come_and_go(cast: StandingCast) -> None:
    with serving(cast.access):
        promised("resolution", 8)
        cases = [opened(cast.access, at=AT + minute * HOUR / 60) for minute in range(4)]
        with on_side("vendor"):
            first = queue(QueueFilters(), at=AT, size=2)
        resolve(case=cases[1], text="Done.", by=cast.agent.actor, at=AT)
        opened(cast.access, at=AT - HOUR)
        with on_side("vendor"):
            second = queue(QueueFilters(), at=AT, cursor=first.next, size=2)
    assert [row.id for row in second.rows] == [cases[2].id, cases[3].id]


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0", "eyJhIjoxfQ", "WyIyMDI2LTAzLTAyIiwgIjEiXQ", "ÿ", "W10"])
def test_a_cursor_that_is_none_is_refused(db: None, cursor: str) -> None:
    with on_side("vendor"), pytest.raises(CursorUnusable):
        queue(QueueFilters(), at=AT, cursor=cursor)


def test_the_customers_side_reads_no_queue(busy: dict[str, Case], cast: StandingCast) -> None:
    with on_side("customer"):
        assert not QueueRow.objects.exists()


def test_the_queue_takes_one_statement_and_its_figures_one(
    busy: dict[str, Case], cast: StandingCast, django_assert_num_queries: object
) -> None:
    with on_side("vendor"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert [row.customer.name and row.owner for row in queue(QueueFilters(), at=AT).rows]
        with django_assert_num_queries(1):  # type: ignore[operator]
            queue_counts(QueueFilters(), at=AT, user_id=cast.agent.user.id)
