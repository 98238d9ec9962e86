"""Which customer, which side and which look-up key the running transaction may see.

Each setting is a literal `SET LOCAL`, so it ends with the transaction, reaches every node of a distributed database,
and can never leak into the next request (`tenancy.md`, 3).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal
from uuid import UUID

from django.db import connection
from psycopg import sql
from psycopg.pq import TransactionStatus

_customer: ContextVar[UUID | None] = ContextVar("customer", default=None)
_held: ContextVar[Mapping[str, str]] = ContextVar("held", default={})  # noqa: B039 -- never changed, only replaced
"""The settings as this module has made them: so that none is read before it is put back."""


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
    with _settings({"app.customer": str(customer_id)}):
        token = _customer.set(customer_id)
        try:
            yield
        finally:
            _customer.reset(token)


@contextmanager
def on_side(side: Literal["vendor", "customer"]) -> Iterator[None]:
    """Say whose people act: the vendor's may read cross-customer projections, the customer's may not."""
    with _settings({"app.side": side}):
        yield


@contextmanager
def look_up(key: str) -> Iterator[None]:
    """Open exactly the directory rows of `key`, before the customer is known (`tenancy.md`, 5)."""
    with _settings({"app.lookup": key}):
        yield


@contextmanager
def for_the_rest(
    *,
    side: Literal["vendor", "customer"] | None = None,
    customer_id: UUID | None = None,
    key: str | None = None,
    sends: bool = True,
) -> Iterator[list[str]]:
    """Enter several at once, for a transaction that ends with this context: a request's.

    Nothing is put back in the database, for the end of the transaction does that; within a savepoint it is. The caller has
    selected no customer before. With `sends=False` the caller sends the statements that it gets, before its first query.
    """
    given = {"app.side": side, "app.customer": str(customer_id) if customer_id else None, "app.lookup": key}
    wanted = {name: value for name, value in given.items() if value is not None}
    with _settings(wanted, put_back=bool(connection.savepoint_ids), sends=sends) as statements:
        if customer_id is None:
            yield statements
            return
        token = _customer.set(customer_id)
        try:
            yield statements
        finally:
            _customer.reset(token)


def close_walls() -> None:
    """Open no customer's wall any more, where `for_the_rest` opened one too soon."""
    _write({"app.customer": ""})


@contextmanager
def _settings(wanted: Mapping[str, str], *, put_back: bool = True, sends: bool = True) -> Iterator[list[str]]:
    if not connection.in_atomic_block:
        message = f"{', '.join(wanted)} needs a transaction"
        raise OutsideTransaction(message)
    held = _held.get()
    if sends:
        _write(wanted)
    token = _held.set({**held, **wanted})
    try:
        yield [] if sends else _statements(wanted)
    finally:
        _held.reset(token)
        # The setting survives a released savepoint: put it back, or one test's customer leaks into the next. After an
        # error the rollback does it, and a statement would only hide that error.
        if put_back and _usable():
            _write({name: held.get(name, "") for name in wanted})


def _write(values: Mapping[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("; ".join(_statements(values)))


def _statements(values: Mapping[str, str]) -> list[str]:
    return [f"SET LOCAL {name} = {sql.quote(value)}" for name, value in values.items()]


def _usable() -> bool:
    if connection.connection is None or connection.needs_rollback or not connection.in_atomic_block:
        return False
    status: TransactionStatus = connection.connection.info.transaction_status
    return status == TransactionStatus.INTRANS
