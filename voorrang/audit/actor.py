"""Who does something: the `by=` of every action."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a token, a caller known by a PIN, or the system itself. `side` says whose people they are."""

    kind: Literal["user", "token", "caller", "system"]
    id: UUID | None
    side: Literal["vendor", "customer"]
    role: str = ""


SYSTEM = Actor(kind="system", id=None, side="vendor", role="system")
