"""The fleet file of our own (`docs/fleet.md`): bytes come in, rows or row errors come out. Pure: no database, no clock."""

from voorrang.installed_base.fleet_file.cells import normal_serial
from voorrang.installed_base.fleet_file.reader import MOST_ROWS, FleetFile, FleetReader
from voorrang.installed_base.fleet_file.rows import COLUMNS, CoverRow, Defaults, FleetRow
from voorrang.lib.sheets.errors import RowError

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "CoverRow",
    "Defaults",
    "FleetFile",
    "FleetReader",
    "FleetRow",
    "RowError",
    "normal_serial",
]
