"""Pages of a list that stay stable while rows come and go: each begins after the last row of the one before."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from voorrang.ui.filters import CURSOR, next_link
from voorrang.ui.shapes import Listing

SIZE = 50


class Sheet(NamedTuple):
    """Some rows of a list, and what the list says about itself."""

    rows: list[Any]
    listing: Listing


def sheet_of(request: HttpRequest, rows: QuerySet[Any], order: str, noun: Any, size: int = SIZE) -> Sheet:
    """Return the page of a list that the address asks for, with an exact count.

    `order` is the column to sort by, with a minus for the newest first; the id breaks ties. A cursor that is none of ours
    shows the first page.
    """
    cursor = request.GET.get(CURSOR, "")
    place = _place(cursor, rows, order)
    column, beyond = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
    following = rows.order_by(order, "-id" if order.startswith("-") else "id")
    if place is not None:
        value, last_id = place
        later = Q(**{f"{column}__{beyond}": value})
        following = following.filter(later | Q(**{column: value, f"id__{beyond}": last_id}))
    found = list(following[: size + 1])
    more = _cursor(found[size - 1], column) if len(found) > size else None
    return Sheet(
        found[:size],
        Listing(
            count=rows.count(),
            shown=min(len(found), size),
            noun=noun,
            next_url=next_link(request.GET, more),
            first_url=_without_cursor(request) if place is not None else "",
            export_url=export_link(request),
        ),
    )


def export_link(request: HttpRequest) -> str:
    """Return the address that exports the list as filtered."""
    query = request.GET.copy()
    query.pop(CURSOR, None)
    query["format"] = "csv"
    return f"?{query.urlencode()}"


def wants_export(request: HttpRequest) -> bool:
    """Say whether the address asks for the list as a file."""
    return request.GET.get("format") == "csv"


def _without_cursor(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(CURSOR, None)
    return f"?{query.urlencode()}"


def _cursor(row: Any, column: str) -> str:
    value = row
    for part in column.split("__"):
        value = getattr(value, part)
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return urlsafe_b64encode(json.dumps([text, str(row.id)]).encode()).decode().rstrip("=")


def _place(cursor: str, rows: QuerySet[Any], order: str) -> tuple[Any, UUID] | None:
    if not cursor:
        return None
    try:
        text, id_text = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return _reader(rows, order.removeprefix("-"))(text), UUID(id_text)
    except Exception:  # noqa: BLE001 -- whatever a forged cursor holds, the list begins at its first row
        return None


def _reader(rows: QuerySet[Any], column: str) -> Callable[[str], Any]:
    field: Any = rows.model._meta
    for part in column.split("__"):
        field = (field if field is rows.model._meta else field.related_model._meta).get_field(part)
    read: Callable[[str], Any] = field.to_python
    return read
