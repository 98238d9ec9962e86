"""The vendor's queue: all customers by what is due next. Needs the vendor's side, and no customer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from voorrang.cases.models import QueueRow, Status
from voorrang.cases.queries.pages import BY_DUE, BY_OPENING, Page, page_of
from voorrang.cases.queries.search import WORDS_WITHIN, Found, naming, search

ENDED = [Status.CLOSED.value, Status.RESOLVED.value]
"""In this order: it is that of the partial indexes."""

RUNNING = frozenset({"active", "open", "waiting"})

type StatusFilter = Literal["active", "open", "waiting", "resolved", "closed", "all"]
type OwnerFilter = UUID | Literal["nobody"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilters:
    """What to show. Empty means all, but for `status`: `active` is everything that is neither resolved nor closed.

    `customers` limits a person to those assigned to it (decision 11); None is no limit. `languages` are those that a
    person speaks. `search` is what somebody typed, `serial` a serial number that a case names. `thorough` looks for words
    in all cases, however many there are.
    """

    status: StatusFilter = "active"
    customer: UUID | None = None
    tier: str = ""
    language: str = ""
    languages: Collection[str] = ()
    country: str = ""
    owner: OwnerFilter = None
    overdue: bool = False
    search: str = ""
    serial: str = ""
    thorough: bool = False
    customers: Collection[UUID] | None = None


def queue(filters: QueueFilters, *, at: datetime, cursor: str | None = None, size: int = 50) -> Page:
    """Return a page of the queue: active cases by what is due (paused ones last), ended ones newest first.

    Rows have customer and owner loaded: one query, and a few small ones for a search. Raises `CursorUnusable`.
    """
    order = BY_DUE if filters.status in RUNNING else BY_OPENING
    found = searched(
        filtered(filters, at=at).select_related("customer", "owner"),
        filters.search,
        filters.status,
        thorough=filters.thorough,
    )
    return page_of(found, order, cursor, size)


def searched(rows: QuerySet[QueueRow], text: str, status: StatusFilter, *, thorough: bool = False) -> Found:
    """Return the rows that fit a typed text. Words are looked for in all running cases, in the newest of others."""
    return search(rows, text, newest=None if thorough or status in RUNNING else WORDS_WITHIN)


def filtered(filters: QueueFilters, *, at: datetime) -> QuerySet[QueueRow]:
    """Return the rows of the queue that fit the filters, whatever is searched for, unsorted."""
    rows = of_status(filters.status)
    if filters.customer is not None:
        rows = rows.filter(customer_id=filters.customer)
    if filters.customers is not None:
        rows = rows.filter(customer_id__in=list(filters.customers))
    if filters.tier:
        rows = rows.filter(tier=filters.tier)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.languages:
        rows = rows.filter(language__in=list(filters.languages))
    if filters.country:
        rows = rows.filter(country=filters.country)
    if filters.owner is not None:
        rows = rows.filter(owner=None) if filters.owner == "nobody" else rows.filter(owner_id=filters.owner)
    if filters.overdue:
        rows = rows.filter(due_at__lt=at)
    return rows.filter(naming(filters.serial)) if filters.serial else rows


def of_status(status: StatusFilter) -> QuerySet[QueueRow]:
    """Return the rows of a status, in the form that the indexes know."""
    if status == "all":
        return QueueRow.objects.all()
    if status in ENDED:
        return QueueRow.objects.filter(status=status)
    rows = QueueRow.objects.exclude(status__in=ENDED)
    return rows if status == "active" else rows.filter(status=status)


def row_of(case_id: UUID) -> QueueRow:
    """Return a case's row, with its customer: how the vendor finds out whose it is. Raises `QueueRow.DoesNotExist`."""
    return QueueRow.objects.select_related("customer", "owner").get(id=case_id)
