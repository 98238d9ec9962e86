"""Taking a fleet file in: gather rows into devices, stage them beside the tables, compare, write all or nothing."""

from voorrang.installed_base.fleet_import.report import ImportReport

__all__ = ["ImportReport"]
