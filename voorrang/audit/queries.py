"""Reading the trails as auditors do: a population by period and filters, and a random sample that anybody can draw again."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Func, QuerySet, Value
from django.db.models.functions import Cast, Concat

LARGEST_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class Population:
    """Which rows are looked at: [since, until), and whatever else is not empty."""

    since: datetime
    until: datetime
    type: str = ""
    actor_kind: str = ""
    actor_id: UUID | None = None
    subject_kind: str = ""
    subject_id: UUID | None = None

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the population among the rows of a trail."""
        given = {name: value for name, value in asdict(self).items() if value not in {"", None}}
        given.pop("since")
        given.pop("until")
        return rows.filter(at__gte=self.since, at__lt=self.until, **given)

    def as_json(self) -> dict[str, str]:
        """Return the filters as plain values, for the evidence."""
        return {name: _plain(value) for name, value in asdict(self).items() if value not in {"", None}}


@dataclass(frozen=True, slots=True)
class Sample:
    """How a sample is drawn: the `size` rows of the population whose MD5 of `seed:id` comes first."""

    size: int
    seed: str

    def of(self, population: QuerySet[Any]) -> QuerySet[Any]:
        """Return the sample, in the order in which it was drawn. The same seed draws the same rows from the same population."""
        text = Concat(Value(f"{self.seed}:"), Cast("id", CharField()), output_field=CharField())
        drawn: QuerySet[Any] = population.annotate(drawn=Func(text, function="md5", output_field=CharField()))
        return drawn.order_by("drawn")[: self.size]


def new_seed() -> str:
    """Return a seed that nobody has chosen."""
    return secrets.token_hex(8)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
