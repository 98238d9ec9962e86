"""Who a job works for: packed into its payload when it is asked for, unpacked and checked before it runs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from django.db import connection, transaction

from voorrang.lib.clock import now
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import customer_selected, on_side


class Acting(Protocol):
    """Whoever asks for a job: an actor of the trail, seen from below."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...
    @property
    def side(self) -> Literal["vendor", "customer"]: ...
    @property
    def role(self) -> str: ...


class JobRefused(ValueError):
    """The payload names no customer or no acting person. Such a job never runs, and is not tried again."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """For whom, by whom and when a job was asked for. `at` is the instant of the asking, `now` that of the running."""

    customer_id: UUID
    by: Mapping[str, Any]
    """Kind, id, side and role, as `Actor(**context.by)` takes them."""
    at: datetime
    now: datetime
    effect_key: str = ""


def pack(
    *, customer_id: UUID | None, by: Acting | None, at: datetime, effect_key: str, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the payload. Raises `JobRefused` rather than write one that could not run."""
    payload: dict[str, Any] = {
        "customer": str(customer_id) if customer_id else None,
        "by": {"kind": by.kind, "id": str(by.id) if by.id else None, "side": by.side, "role": by.role} if by else None,
        "at": at.isoformat(),
        "effect_key": effect_key,
        "facts": dict(facts),
    }
    unpack(payload)
    return payload


def unpack(payload: Mapping[str, Any]) -> JobContext:
    """Return the context of a payload. Raises `JobRefused`."""
    customer, by, at = payload.get("customer"), payload.get("by"), payload.get("at")
    if not customer:
        message = "the job names no customer"
        raise JobRefused(message)
    if not isinstance(by, Mapping) or by.get("side") not in {"vendor", "customer"} or not by.get("kind"):
        message = "the job names nobody who acts"
        raise JobRefused(message)
    try:
        actor = {"kind": by["kind"], "id": UUID(by["id"]) if by.get("id") else None, "side": by["side"]}
        return JobContext(
            customer_id=UUID(customer),
            by=actor | {"role": by.get("role", "")},
            at=datetime.fromisoformat(str(at)),
            now=now(),
            effect_key=payload.get("effect_key", ""),
        )
    except ValueError as error:
        message = f"the job's payload cannot be read: {error}"
        raise JobRefused(message) from error


@contextmanager
def entered(context: JobContext) -> Iterator[bool]:
    """Run in a transaction of the customer and the acting side; yields False when the effect has happened before."""
    with transaction.atomic(), on_side(context.by["side"]), customer_selected(context.customer_id):
        yield not context.effect_key or claim_effect(context.effect_key, at=context.now)


def claim_effect(key: str, *, at: datetime) -> bool:
    """Return True for the first to claim a key; a twin waits for the outcome of the first one's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO effects_effect (id, key, done_at) VALUES (%s, %s, %s) ON CONFLICT (key) DO NOTHING",
            [uuid7(), key, at],
        )
        return bool(cursor.rowcount == 1)
