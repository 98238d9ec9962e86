"""One file, from its rows to what it changes: gathered, judged, compared and, unless it is a dry run, written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from voorrang.audit.actor import Actor
from voorrang.installed_base.fleet_import import contradictions
from voorrang.installed_base.fleet_import.comparing import Comparison, Counts
from voorrang.installed_base.fleet_import.kinds import kinds_of
from voorrang.installed_base.fleet_import.loading import (
    load,
    models_told,
    name_makers,
    places_told,
    run,
    settle_kinds,
    settle_places,
)
from voorrang.installed_base.fleet_import.places import Places
from voorrang.installed_base.fleet_import.planning import by_hash
from voorrang.lib.sheets.errors import RowError
from voorrang.rules.kinds import ProductLines
from voorrang.rules.programme import Programme

MANY = 300
"""Rows of a file from which on sets are matched by hash only."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is meant. A device that a full list leaves out is gone; `create_places` makes places of unknown codes."""

    create_places: bool = False
    is_full_list: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Whose fleet it is, what its programme and the vendor's `lines` say; `maker_name` gives the one spelling of a maker."""

    customer_id: UUID
    programme: Programme
    lines: ProductLines
    maker_name: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside the fleet: what it would change, or the errors that keep it out."""

    comparison: Comparison
    places: Places
    counts: Counts | None
    errors: tuple[RowError, ...]


def lock_fleet(customer_id: UUID) -> None:
    """Wait until no other transaction changes this customer's fleet: two imports at once would write a version twice."""
    run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"fleet:{customer_id}"])


def compare_file(
    rows: Path, columns: Sequence[str], options: Options, task: Task, *, by: Actor, at: datetime
) -> Compared:
    """Compare a file of rows (`fleet_file`) with the selected customer's fleet, whose lock is held from here on.

    The tables of this transaction then hold what `writing.write` writes. A dry run makes no place.
    """
    lock_fleet(task.customer_id)
    many = load(rows) > MANY
    comparison = Comparison(task.customer_id, at, columns, is_full_list=options.is_full_list)
    places = Places(may_create=options.create_places, zones=task.programme.coverage.zones)
    places.load()
    told = places_told()
    errors = places.judge(told)
    if errors:
        return Compared(comparison, places, None, tuple(errors))
    if options.dry_run:
        places.pretend()
    else:
        places.create(by=by, at=at)
    found = [(one, places.place_of(one)) for one in told]
    settle_places((one, place.affiliate_id, place.site_id, place.country) for one, place in found)
    name_makers(task.maker_name)
    settle_kinds(kinds_of(models_told(), task.lines))
    with by_hash(needed=many):
        comparison.gather()
        errors = list(contradictions.between_rows(comparison.values))
        comparison.attach()
        errors += contradictions.about_hosts()
        if errors:
            return Compared(comparison, places, None, tuple(errors))
        return Compared(comparison, places, comparison.compare(), ())
