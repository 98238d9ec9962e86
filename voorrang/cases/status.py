"""Where a case stands and what may be done with it: pure functions of its events, without database or clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, Protocol
from uuid import UUID

type StatusKey = Literal["open", "waiting", "resolved", "closed"]
type Side = Literal["vendor", "customer"]


class Happening(Protocol):
    """What the status needs to know of an event."""

    @property
    def sequence(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


class Act(StrEnum):
    """Something that a person does with a case."""

    ANSWER = "answer"
    ASK_BACK = "ask_back"
    NOTE = "note"
    REPLY = "reply"
    DIAGNOSE = "diagnose"
    FILE = "file"
    ASSIGN = "assign"
    RESOLVE = "resolve"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the events say. `since` is when the present status began; `version` is the last event's sequence."""

    status: StatusKey
    since: datetime
    version: int
    changed_at: datetime
    owner_id: UUID | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def waiting_since(self) -> datetime | None:
        """When the vendor began to wait for the customer, or None."""
        return self.since if self.status == "waiting" else None


class EventsIncomplete(ValueError):
    """The first event of a case is its opening, and none is missing in between."""


_LEADS_TO: Mapping[str, StatusKey] = {
    "case.opened": "open",
    "case.waiting": "waiting",
    "case.replied": "open",
    "case.resolved": "resolved",
    "case.closed": "closed",
    "case.reopened": "open",
}
"""Events that change the status; all others leave it."""

_ACTIVE: frozenset[StatusKey] = frozenset({"open", "waiting"})
_ANY: frozenset[StatusKey] = frozenset({"open", "waiting", "resolved", "closed"})

_ALLOWED: Mapping[Act, Mapping[Side, frozenset[StatusKey]]] = {
    Act.ANSWER: {"vendor": _ACTIVE | {"resolved"}},
    Act.ASK_BACK: {"vendor": _ACTIVE},
    Act.NOTE: {"vendor": _ANY},
    # A customer's word on a resolved case is either "close" or "reopen": a reply there would be overlooked.
    Act.REPLY: {"customer": _ACTIVE},
    Act.DIAGNOSE: {"vendor": _ACTIVE, "customer": _ACTIVE},
    # A photo may still come when all is said; it moves nothing.
    Act.FILE: {"vendor": _ANY, "customer": _ACTIVE | {"resolved"}},
    Act.ASSIGN: {"vendor": _ACTIVE | {"resolved"}},
    Act.RESOLVE: {"vendor": _ACTIVE},
    # The customer may withdraw what is not resolved; the vendor may not.
    Act.CLOSE: {"vendor": frozenset({"resolved"}), "customer": _ACTIVE | {"resolved"}},
    Act.REOPEN: {"vendor": frozenset({"resolved", "closed"}), "customer": frozenset({"resolved", "closed"})},
}


def status_of(events: Iterable[Happening]) -> Standing:
    """Return where a case stands after its events, in any order. Raises `EventsIncomplete`."""
    standing: Standing | None = None
    for expected, event in enumerate(sorted(events, key=lambda event: event.sequence), start=1):
        if event.sequence != expected or (event.type == "case.opened") != (expected == 1):
            message = f"event {event.sequence} is {event.type}, where number {expected} was due"
            raise EventsIncomplete(message)
        if standing is None:
            standing = Standing(status="open", since=event.at, version=1, changed_at=event.at)
        else:
            standing = _after(standing, event)
    if standing is None:
        message = "a case without events"
        raise EventsIncomplete(message)
    return standing


def _after(standing: Standing, event: Happening) -> Standing:
    standing = replace(standing, version=event.sequence)
    if event.type != "case.breached":  # nobody did anything
        standing = replace(standing, changed_at=max(standing.changed_at, event.at))
    status = _LEADS_TO.get(event.type, standing.status)
    if status != standing.status:
        standing = replace(standing, status=status, since=event.at)
    match event.type:
        case "case.assigned":
            owner = event.data.get("owner")
            return replace(standing, owner_id=UUID(owner) if owner else None)
        case "case.resolved":
            return replace(standing, resolved_at=event.at)
        case "case.closed":
            return replace(standing, closed_at=event.at)
        case "case.reopened":
            return replace(standing, resolved_at=None, closed_at=None)
    return standing


def acts_allowed(status: StatusKey, side: Side) -> frozenset[Act]:
    """Return what one side may do in a status: the buttons of a page, and what the actions check."""
    return frozenset(act for act in Act if may(act, status, side))


def may(act: Act, status: StatusKey, side: Side) -> bool:
    """Say whether one side may do this now."""
    return status in _ALLOWED[act].get(side, frozenset())


def is_ever_allowed(act: Act, side: Side) -> bool:
    """Say whether one side may do this in any status at all."""
    return side in _ALLOWED[act]
