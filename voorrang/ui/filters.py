"""Filters that live in the address: read them from a query, get the valid values and the chips to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from voorrang.ui.shapes import Chip, FilterBar, Option, SearchBox

CURSOR = "cursor"
"""Parameter of the page's position; any change of a filter starts again from the first row."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with a fixed set of values, shown as a chip that opens a choice. `any` is the text for no choice."""

    name: str
    label: Any
    options: Sequence[tuple[str, Any]]
    any: Any = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A filter that is on or off (`?overdue=1`), shown as one chip, with its count where that is cheap."""

    name: str
    label: Any
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A text to search for."""

    name: str
    label: Any


def link(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """Return the present address's query with some parameters set (or taken out by None) and the cursor dropped."""
    changed = query.copy()
    changed.pop(CURSOR, None)
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = value
    text = changed.urlencode()
    return f"?{text}" if text else "?"


def next_link(query: QueryDict, cursor: str | None) -> str:
    """Return the address of the rows after `cursor`, with all filters kept; "" when there are none."""
    if not cursor:
        return ""
    changed = query.copy()
    changed[CURSOR] = cursor
    return f"?{changed.urlencode()}"


def read(query: QueryDict, filters: Sequence[Choice | Flag | Search]) -> FilterBar:
    """Read filters from a query. A value that is no option counts as not chosen, so an old or forged link shows the whole list."""
    chips: list[Chip] = []
    values: dict[str, str] = {}
    search: SearchBox | None = None
    for item in filters:
        sent = query.get(item.name, "").replace("\0", "").strip()
        if isinstance(item, Search):
            keep = tuple(
                (name, value) for name, found in query.lists() for value in found if name not in {item.name, CURSOR}
            )
            search = SearchBox(item.name, item.label, sent, keep)
            if sent:
                values[item.name] = sent
        elif isinstance(item, Flag):
            active = sent == "1"
            if active:
                values[item.name] = "1"
            chips.append(
                Chip(item.name, item.label, "", active, link(query, {item.name: None if active else "1"}), item.count)
            )
        else:
            labels = dict(item.options)
            chosen = sent if sent in labels else ""
            if chosen:
                values[item.name] = chosen
            anything = item.any or _("all")
            options = (
                Option(anything, link(query, {item.name: None}), not chosen),
                *(Option(label, link(query, {item.name: value}), value == chosen) for value, label in item.options),
            )
            chips.append(Chip(item.name, item.label, labels.get(chosen, anything), bool(chosen), options=options))
    clear = link(query, dict.fromkeys((item.name for item in filters), None)) if values else ""
    return FilterBar(tuple(chips), search, values, clear)
