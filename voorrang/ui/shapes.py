"""What pages show, as frozen plain data. Doors build these from domain objects; components know nothing else.

Texts are already in the reader's language (`str` or a lazy translation); times are aware UTC datetimes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

type Tone = Literal["good", "warn", "bad", "info"]
type Words = Any
"""A text: `str`, a lazy translation, or safe HTML from `format_html`."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the sidebar. `count` stands on the right; `name` becomes `data-test="nav-<name>"`."""

    label: Words
    url: str
    name: str = ""
    count: int | str | None = None
    active: bool = False


@dataclass(frozen=True, slots=True)
class NavSection:
    """A titled group of sidebar lines."""

    title: Words
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is logged in: a name and a line below it (role, or mail address)."""

    name: str
    detail: Words = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a door's pages, as the context variable `shell`. `place` is the customer's name, or "Desk"."""

    place: Words
    home_url: str
    sections: tuple[NavSection, ...]
    person: Person | None = None
    edition: Words = ""
    programme_url: str = ""
    """Page whose anchors are clause ids; "" leaves clause ids without links."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path to this page; the last one has no address."""

    label: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier: its name and its `rank` among `of` tiers, told by as many diamonds."""

    name: Words
    rank: int
    of: int = 4


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause id as cited, with its text for the tooltip."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One cause of a decision in the reader's language, with what to do about it and the device it speaks of."""

    tone: Tone
    text: Words
    clauses: tuple[ClauseView, ...] = ()
    cure: Words = ""
    device: str = ""
    """The device's name where the text does not say it."""
    cure_url: str = ""
    about: str = ""
    """The device that it speaks of, by reference; "" for the whole request."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision for the why panel. `object_url` is where the reader objects, `replay_url` where staff recompute it."""

    outcome: str
    reasons: tuple[ReasonView, ...]
    decided_at: datetime | None = None
    object_url: str = ""
    replay_url: str = ""
    edition: Words = ""


type DueState = Literal["running", "paused", "kept", "missed", "none"]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due and how it stands. `since` is the start of the pause, or the instant it was kept or missed for good.

    A running due whose instant has passed shows as overdue; nobody has to set that. Without an instant: "no deadline".
    """

    at: datetime | None
    state: DueState = "running"
    since: datetime | None = None


type StretchKind = Literal["counted", "paused", "closed", "overdue"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open piece of a clock: counted, paused (waiting on someone), closed (outside the calendar's hours), overdue."""

    kind: StretchKind
    starts_at: datetime
    ends_at: datetime
    why: Words = ""


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock of a case. `note` says where it comes from; `internal` marks a target that the customer never sees."""

    name: Words
    due: Due
    started_at: datetime
    stretches: tuple[Stretch, ...] = ()
    note: Words = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class EventView:
    """One entry of a timeline. `body` is plain text; `what` completes the sentence that starts with `who`."""

    at: datetime
    what: Words
    who: str = ""
    body: str = ""
    internal: bool = False
    tags: tuple[Words, ...] = ()
    note: Words = ""
    language: str = ""
    """Language of the body, for screen readers and the browser's translation; "" is the page's own."""


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure with its name above and its meaning below."""

    label: Words
    value: Words
    note: Words = ""
    tone: Tone = "info"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a description list."""

    label: Words
    value: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """A long job. `total` None means that the end is not known; `poll_url` is asked every two seconds for a fresh copy."""

    label: Words
    done: int = 0
    total: int | None = None
    note: Words = ""
    poll_url: str = ""
    state: Literal["running", "done", "failed"] = "running"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list says about itself. `noun` is `ngettext_lazy("case", "cases")`; `exact` False shows "about"."""

    count: int
    shown: int
    noun: Any
    exact: bool = True
    next_url: str = ""
    first_url: str = ""
    """Set when this is not the first page."""
    export_url: str = ""
    newest: int | None = None
    """Words were looked for in so many of the newest only; the list says so."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter chip: an address that selects it, keeping all other filters."""

    label: Words
    url: str
    active: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in the bar. With `options` it opens a choice; without, `url` switches it."""

    name: str
    label: Words
    value: Words
    active: bool
    url: str = ""
    count: int | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The search field of a list: its parameter, what was typed, the other parameters to keep."""

    name: str
    label: Words
    value: str
    keep: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FilterBar:
    """Chips and a search box, built from the address by `voorrang.ui.filters.read`. `values` holds the valid choices only."""

    chips: tuple[Chip, ...]
    search: SearchBox | None
    values: dict[str, str]
    clear_url: str = ""
    """Set when any filter is on."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before something that cannot be undone. `field` adds a required reason under that name."""

    id: str
    button: Words
    title: Words
    text: Words
    url: str
    confirm: Words
    dangerous: bool = False
    field: str = ""
    field_label: Words = ""
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key and what it does, for the line under a list and the sheet behind "?"."""

    keys: tuple[str, ...]
    label: Words
