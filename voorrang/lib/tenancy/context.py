"""Which customer, which side and which look-up key the running transaction may see.

Each setting is a literal `SET LOCAL`, so it ends with the transaction, reaches every node of a distributed database,
and can never leak into the next request (`tenancy.md`, 3).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal
from uuid import UUID

from django.db import connection
from psycopg import sql
from psycopg.pq import TransactionStatus

_customer: ContextVar[UUID | None] = ContextVar("customer", default=None)


class OutsideTransaction(RuntimeError):
    """A setting was asked for outside a transaction, where it would do nothing or leak."""


class NoCustomerSelected(RuntimeError):
    """A tenant table was read without a customer: every query on it is scoped."""


class AnotherCustomerSelected(RuntimeError):
    """The transaction already serves another customer: it has at most one."""


def current_customer() -> UUID | None:
    """Return the customer of the running transaction, or None."""
    return _customer.get()


@contextmanager
def customer_selected(customer_id: UUID) -> Iterator[None]:
    """Serve one customer: scope queries and open the database's wall for its rows. Re-entrant for the same customer."""
    present = _customer.get()
    if present is not None and present != customer_id:
        message = f"customer {present} is selected, {customer_id} was asked for"
        raise AnotherCustomerSelected(message)
    if present == customer_id:
        yield
        return
    with _setting("app.customer", str(customer_id)):
        token = _customer.set(customer_id)
        try:
            yield
        finally:
            _customer.reset(token)


@contextmanager
def on_side(side: Literal["vendor", "customer"]) -> Iterator[None]:
    """Say whose people act: the vendor's may read cross-customer projections, the customer's may not."""
    with _setting("app.side", side):
        yield


@contextmanager
def look_up(key: str) -> Iterator[None]:
    """Open exactly the directory rows of `key`, before the customer is known (`tenancy.md`, 5)."""
    with _setting("app.lookup", key):
        yield


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    if not connection.in_atomic_block:
        message = f"{name} needs a transaction"
        raise OutsideTransaction(message)
    previous = _read(name)
    _write(name, value)
    try:
        yield
    finally:
        # The setting survives a released savepoint: put it back, or one test's customer leaks into the next. After an
        # error the rollback does it, and a statement would only hide that error.
        if _usable():
            _write(name, previous)


def _read(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0] or ""


def _write(name: str, value: str) -> None:
    statement = sql.SQL("SET LOCAL {} = {}").format(sql.SQL(name), sql.Literal(value))
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.cursor))


def _usable() -> bool:
    if connection.connection is None or connection.needs_rollback or not connection.in_atomic_block:
        return False
    status: TransactionStatus = connection.connection.info.transaction_status
    return status == TransactionStatus.INTRANS
