"""Look-ups that the decision needs in the inner loop, worked out once for each Programme object."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from voorrang.rules.programme import Hours, Programme

_MIDNIGHT = time(0)
_UTC = ZoneInfo("UTC")
_MOST_INDEXES = 64


@dataclass(frozen=True, slots=True)
class Index:
    """A programme turned inside out. Holds the programme itself, so that an identity check is safe."""

    programme: Programme
    scope_of: dict[str, str]
    """Kind with a right of its own to its scope."""
    along: dict[str, tuple[str, frozenset[str]]]
    """Kind that comes along to its scope and the kinds of host (E.8)."""
    commercial_kinds: frozenset[str]
    makers: frozenset[str]
    rank: dict[str, int]
    countries: frozenset[str]
    hours: dict[str, Hours]
    languages: dict[str, str]
    """Language code in small letters to the code as the programme writes it."""
    zones: dict[str, ZoneInfo]
    """Zone of each country."""
    zones_of_hours: dict[str, ZoneInfo]
    """Zones that languages' hours name, by their names."""
    from_activation: bool
    tier_of_customer: bool

    @classmethod
    def of(cls, programme: Programme) -> Self:
        """Build the index of one programme."""
        coverage = programme.coverage
        scopes = programme.scopes.values()
        return cls(
            programme=programme,
            scope_of={kind: scope.key for scope in scopes for kind in sorted(scope.kinds)},
            along={kind: (scope.key, hosts) for scope in scopes for kind, hosts in scope.along_with.items()},
            commercial_kinds=frozenset().union(*(scope.commercial_kinds for scope in scopes)),
            makers=programme.makers,
            rank={tier.code: tier.rank for tier in programme.tiers.values()},
            countries=frozenset(coverage.region_of),
            hours={code: language.hours for code, language in coverage.languages.items()},
            languages={code.lower(): code for code in coverage.languages},
            zones={country: ZoneInfo(zone) for country, zone in coverage.zones.items()},
            zones_of_hours={zone: ZoneInfo(zone) for one in coverage.languages.values() if (zone := one.hours.zone)},
            from_activation=programme.contract_starts == "activation",
            tier_of_customer=programme.tier_follows == "customer",
        )

    def language(self, asked: str) -> str | None:
        """The programme's language that a tag means: itself in any case, else without its last parts (RFC 4647, 3.4)."""
        tag = asked.lower()
        while tag:
            if tag in self.languages:
                return self.languages[tag]
            tag = tag.rpartition("-")[0]
        return None

    def zone(self, hours: Hours, country: str | None) -> ZoneInfo:
        """The zone that a language's hours are told in: its own, else the country's, else UTC."""
        if hours.zone is not None:
            return self.zones_of_hours[hours.zone]
        return self.zones.get(country or "") or _UTC


_indexes: dict[int, Index] = {}


def index_of(programme: Programme) -> Index:
    """Return the index of this very object. A programme is immutable, so the index never goes stale."""
    index = _indexes.get(id(programme))
    if index is None or index.programme is not programme:
        if len(_indexes) >= _MOST_INDEXES:
            _indexes.clear()
        index = _indexes[id(programme)] = Index.of(programme)
    return index


def is_open(hours: Hours, local: datetime) -> bool:
    """Whether the hours contain this local time. Hours that close at or before they open run past midnight."""
    if hours.around_the_clock:
        return True
    now = local.time()
    if hours.closes == _MIDNIGHT or hours.opens < hours.closes:
        return (
            local.weekday() in hours.weekdays
            and now >= hours.opens
            and (hours.closes == _MIDNIGHT or now < hours.closes)
        )
    return (local.weekday() in hours.weekdays and now >= hours.opens) or (
        (local.weekday() - 1) % 7 in hours.weekdays and now < hours.closes
    )


def next_opening(hours: Hours, at: datetime, local: datetime) -> datetime | None:
    """Return the first opening after `at`, in UTC, or None where no weekday has hours. `local` is `at` in the zone of the hours."""
    today, weekday = local.date(), local.weekday()
    for ahead in range(9):
        if (weekday + ahead) % 7 in hours.weekdays:
            day = today + timedelta(days=ahead)
            opens_at = datetime.combine(day, hours.opens, tzinfo=local.tzinfo).astimezone(UTC)
            if opens_at > at:
                return opens_at
    return None
