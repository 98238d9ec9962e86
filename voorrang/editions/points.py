"""The moments at which a stored programme changed: what two editions can be compared by."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from voorrang.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Point:
    """The programme as it holds from `starts_at`, as far as it was known when `part` was stored."""

    id: UUID
    part: str
    label: str
    starts_at: datetime
    stored_at: datetime
    hashes: dict[str, str]

    @property
    def key(self) -> str:
        """Names the edition in an address."""
        return self.hashes[self.part][:12]


def points(code: str) -> list[Point]:
    """Return every edition of a programme that was ever whole, each once, the one stored first before the others."""
    rows = list(
        Edition.objects.filter(programme=code)
        .order_by("id")
        .only("id", "part", "label", "starts_at", "stored_at", "hash")
    )
    found: dict[tuple[str, ...], Point] = {}
    for place, row in enumerate(rows):
        hashes: dict[str, str] = {}
        for part in Edition.Part.values:
            known = [one for one in rows[: place + 1] if one.part == part and one.starts_at <= row.starts_at]
            if known:
                hashes[part] = max(known, key=attrgetter("starts_at", "id")).hash
        if len(hashes) == len(Edition.Part.values):
            point = Point(row.id, row.part, row.label, row.starts_at, row.stored_at, hashes)
            found.setdefault(tuple(hashes.values()), point)
    return list(found.values())
