"""Pages of the queue that stay stable while rows come and go: each begins after the last row of the one before."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from voorrang.cases.models import QueueRow
from voorrang.cases.queries.search import Found

LARGEST = 200


class CursorUnusable(ValueError):
    """The text is no cursor of this list."""


class Order(NamedTuple):
    """A sort by one instant, then by id. `newest_first` runs both backwards; rows without the instant come last."""

    column: str
    newest_first: bool = False


BY_DUE = Order("due_at")
BY_OPENING = Order("opened_at", newest_first=True)


class Page(NamedTuple):
    """Some rows, and the cursor of the page after them; None on the last one. `whole` is what they are a page of."""

    rows: list[QueueRow]
    next: str | None
    whole: Found
    is_first: bool = True


def page_of(whole: Found, order: Order, cursor: str | None, size: int) -> Page:
    """Return the page of at most `size` rows after `cursor`. Raises `CursorUnusable`."""
    size = max(1, min(size, LARGEST))
    found = rows_after(whole.rows, order, read_cursor(cursor) if cursor else None, size + 1)
    shown = found[:size]
    following = make_cursor(place_of(shown[-1], order)) if len(found) > size else None
    return Page(shown, following, whole, is_first=not cursor)


def rows_after(rows: QuerySet[QueueRow], order: Order, place: Sequence[str] | None, limit: int) -> list[QueueRow]:
    """Return up to `limit` rows after `place`, the sort key of a row (`place_of`). Raises `CursorUnusable`."""
    if place is None:
        return list(sorted_by(order, rows)[:limit])
    instant, last_id = _read_place(place)
    beyond = "lt" if order.newest_first else "gt"
    same = Q(**{f"id__{beyond}": last_id})
    undated = rows.filter(**{order.column: None}) if _may_lack(order) else rows.none()
    if instant is None:
        return list(sorted_by(order, undated.filter(same))[:limit])
    # Apart from those without the instant, a range that the index begins at: a late page costs what the first one does.
    dated = rows.filter(**{f"{order.column}__{beyond}e": instant}).filter(
        Q(**{f"{order.column}__{beyond}": instant}) | same
    )
    found = list(sorted_by(order, dated)[:limit])
    return [*found, *sorted_by(order, undated)[: limit - len(found)]] if len(found) < limit else found


def place_of(row: QueueRow, order: Order) -> list[str]:
    """Return the sort key of a row: the instant ("" for none) and the id."""
    instant: datetime | None = getattr(row, order.column)
    return [instant.isoformat() if instant else "", str(row.id)]


def make_cursor(place: Sequence[str]) -> str:
    """Return a place as one word for an address."""
    return urlsafe_b64encode(json.dumps(list(place)).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> list[str]:
    """Return the place behind a cursor. Raises `CursorUnusable`."""
    try:
        place = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise CursorUnusable(cursor[:80]) from error
    if not isinstance(place, list) or not all(isinstance(part, str) for part in place):
        raise CursorUnusable(cursor[:80])
    return place


def sorted_by(order: Order, rows: QuerySet[QueueRow]) -> QuerySet[QueueRow]:
    """Return the rows in this order, in the form that the indexes know."""
    instant = F(order.column)
    # "Nulls last" of a column that has none would keep a descending list from its index.
    last = {"nulls_last": True} if _may_lack(order) else {}
    first = instant.desc(**last) if order.newest_first else instant.asc(**last)
    return rows.order_by(first, "-id" if order.newest_first else "id")


def _may_lack(order: Order) -> bool:
    return bool(QueueRow._meta.get_field(order.column).null)


def _read_place(place: Sequence[str]) -> tuple[datetime | None, UUID]:
    try:
        instant_text, id_text = place
        instant = datetime.fromisoformat(instant_text) if instant_text else None
        last_id = UUID(id_text)
    except ValueError as error:
        raise CursorUnusable(str(place)[:80]) from error
    if instant is not None and instant.tzinfo is None:
        raise CursorUnusable(str(place)[:80])
    return instant, last_id
