"""What an import did, would do, or why it did nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voorrang.installed_base.fleet_file import RowError
from voorrang.installed_base.fleet_import.diffs import UnitChange

MOST_ERRORS_KEPT = 500


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of devices (new, moved, changed, gone, unchanged) and cover periods; with errors nothing was changed.

    `moved` are in another country, affiliate or site, and no part of `changed`. `unsettled` are of a kind nobody knows.
    `changes` are the units that a dry run shows: the first of each state, or all where they were asked for.
    `unused` are the columns of another tool's list that say nothing to us. `errors` holds the first `MOST_ERRORS_KEPT` in the file's order, `error_count` all of them. `new_places` are the codes
    of affiliates and sites that the import makes. `import_id` is None for a dry run and for a refused file.
    """

    file_name: str
    is_dry_run: bool
    rows: int
    devices: int = 0
    new: int = 0
    moved: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    unsettled: int = 0
    covers_new: int = 0
    covers_ended: int = 0
    reconciled: int = 0
    new_places: tuple[str, ...] = ()
    changes: tuple[UnitChange, ...] = ()
    unused: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()
    error_count: int = 0
    import_id: UUID | None = None

    @property
    def is_refused(self) -> bool:
        """Whether an error kept everything out."""
        return self.error_count > 0

    @property
    def summary(self) -> str:
        """One sentence that says what happened."""
        counts = {
            "errors": self.error_count,
            "new": self.new,
            "moved": self.moved,
            "changed": self.changed,
            "gone": self.gone,
            "unchanged": self.unchanged,
            "covers_new": self.covers_new,
            "covers_ended": self.covers_ended,
        }
        if self.is_refused:
            return (
                ngettext(
                    "Nothing was imported: the file has %(errors)s error.",
                    "Nothing was imported: the file has %(errors)s errors.",
                    self.error_count,
                )
                % counts
            )
        done = (
            _(
                "Devices: %(new)s new, %(changed)s changed, %(moved)s moved, %(gone)s gone, %(unchanged)s unchanged. "
                "Periods of cover: %(covers_new)s new, %(covers_ended)s taken back."
            )
            % counts
        )
        return _("Dry run, nothing was written. %(done)s") % {"done": done} if self.is_dry_run else done

    def as_json(self) -> dict[str, Any]:
        """The report as plain values, for the command line and the API."""
        return {
            "file": self.file_name,
            "dry_run": self.is_dry_run,
            "import": str(self.import_id) if self.import_id else None,
            "rows": self.rows,
            "devices": self.devices,
            "new": self.new,
            "moved": self.moved,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "gone": self.gone,
            "unsettled": self.unsettled,
            "covers_new": self.covers_new,
            "covers_ended": self.covers_ended,
            "reconciled": self.reconciled,
            "unused_columns": list(self.unused),
            "new_places": list(self.new_places),
            "error_count": self.error_count,
            "errors": [error.as_json() for error in self.errors],
            "summary": self.summary,
        }
