"""Pages of lists: as many rows as asked for, and the cursor of the next page."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from voorrang.api.answers import answer
from voorrang.api.bodies import Line
from voorrang.api.cursors import make_cursor, read_cursor

DEFAULT_LIMIT = 50
MOST = 200


class Paging(Schema):
    """Parameters of every list."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many items at most, 1 to 200.")] = DEFAULT_LIMIT
    cursor: Annotated[Line | None, Field(description="`next` of the page before, with the same filters.")] = None

    @property
    def filters(self) -> dict[str, Any]:
        """What the list is narrowed to: a cursor is bound to it."""
        return self.model_dump(exclude={"limit", "cursor"}, exclude_none=True)

    def place(self, list_name: str) -> list[str] | None:
        """Return the sort key after which this page begins, or None for the first page. Raises `Problem`."""
        return None if self.cursor is None else read_cursor(list_name, self.filters, self.cursor)


def page(
    list_name: str,
    wanted: Paging,
    rows: Sequence[Any],
    show: Callable[[Any], dict[str, Any]],
    place_of: Callable[[Any], list[str]],
) -> HttpResponse:
    """Return a page. `rows` are one more than `wanted.limit` where there is a next page."""
    shown = rows[: wanted.limit]
    more = len(rows) > wanted.limit
    cursor = make_cursor(list_name, wanted.filters, place_of(shown[-1])) if more else None
    return answer({"items": [show(row) for row in shown], "next": cursor})
