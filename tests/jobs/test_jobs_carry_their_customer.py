"""A job is part of the transaction that asks for it, runs for its customer and its person, and refuses to run without."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tests.cast import AT, StandingCast
from voorrang.accounts.models import Contact
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.lib.jobs import JobContext, JobRefused, job, run_pending
from voorrang.lib.tenancy import current_customer

seen: list[tuple[JobContext, dict[str, Any]]] = []


@job("tests.look_around")
def look_around(context: JobContext, **facts: Any) -> None:
    """Note what a job can see."""
    seen.append((context, facts | {"contacts": Contact.objects.count(), "customer": current_customer()}))


@job("tests.fail_once")
def fail_once(context: JobContext, *, contact: str) -> None:
    """Write, then fail the first time."""
    Contact.objects.filter(id=contact).update(phone="+31200000000")
    seen.append((context, {}))
    if len(seen) == 1:
        message = "the first time"
        raise RuntimeError(message)


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    seen.clear()
    yield
    seen.clear()


@pytest.fixture
def cast_committed(real_commits: None) -> StandingCast:
    with transaction.atomic():
        cast = StandingCast()
        assert cast.access
        assert cast.management
    return cast


def jobs_left() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status FROM procrastinate_jobs WHERE task_name LIKE 'tests.%' ORDER BY id")
        return list(cursor.fetchall())


def test_it_runs_for_its_customer_and_person(cast_committed: StandingCast) -> None:
    town, actor = cast_committed.access, cast_committed.access.engineer.actor
    with transaction.atomic():
        look_around.enqueue(customer_id=town.customer.id, by=actor, at=AT, case="x")
    run_pending()
    ((context, found),) = seen
    assert Actor(**context.by) == actor
    assert (context.customer_id, context.at) == (town.customer.id, AT)
    assert found == {"case": "x", "contacts": 3, "customer": town.customer.id}
    assert jobs_left() == []


def test_what_is_rolled_back_asks_for_nothing(cast_committed: StandingCast) -> None:
    with transaction.atomic():
        look_around.enqueue(customer_id=cast_committed.access.customer.id, by=SYSTEM, at=AT)
        transaction.set_rollback(True)
    run_pending()
    assert seen == []


@pytest.mark.parametrize(("customer", "by"), [(None, SYSTEM), (uuid4(), None)])
def test_a_job_without_customer_or_person_is_not_even_written(db: None, customer: Any, by: Any) -> None:
    with pytest.raises(JobRefused):
        look_around.enqueue(customer_id=customer, by=by, at=AT)
    assert jobs_left() == []


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"customer": None, "by": {"kind": "system", "side": "vendor"}, "at": AT.isoformat()},
        {"customer": str(uuid4()), "by": None, "at": AT.isoformat()},
        {"customer": str(uuid4()), "by": {"kind": "user", "side": "both"}, "at": AT.isoformat()},
        {"customer": "x", "by": {"kind": "user", "side": "vendor"}, "at": AT.isoformat()},
        {"customer": str(uuid4()), "by": {"kind": "user", "side": "vendor"}, "at": "yesterday"},
    ],
)
def test_a_payload_that_somebody_else_wrote_is_refused(db: None, payload: dict[str, Any]) -> None:
    with pytest.raises(JobRefused):
        look_around.run(**payload)
    assert seen == []


def test_an_effect_happens_once(cast_committed: StandingCast) -> None:
    for _ in range(3):
        with transaction.atomic():
            look_around.enqueue(customer_id=cast_committed.access.customer.id, by=SYSTEM, at=AT, effect_key="welcome/1")
    run_pending()
    assert len(seen) == 1


def test_a_job_that_fails_leaves_nothing_and_runs_again(cast_committed: StandingCast) -> None:
    town = cast_committed.access
    with transaction.atomic():
        fail_once.enqueue(
            customer_id=town.customer.id, by=SYSTEM, at=AT, effect_key="fail/1", contact=str(town.end_user.id)
        )
    run_pending()
    assert jobs_left() == [("tests.fail_once", "todo")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM effects_effect WHERE key = 'fail/1'")
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    run_pending()
    assert len(seen) == 2
    assert jobs_left() == []
