"""A small fleet as a file, and how to take it in: Rheinwerk's desktop, monitor, laptop and printer."""

from datetime import datetime

from tests.cast import AT, Cast
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.lib.tenancy import customer_selected

HEADER = (
    "maker;serial;product_number;model;kind;commercial;country;site;host_serial;"
    "cover_kind;cover_level;cover_starts_on;cover_ends_on"
)
DESKTOP = "HP;CZC0000001;6A1B2EA#ABD;EliteDesk 800 G9;desktop;yes;DE;HQ;;warranty;3y onsite;2024-06-01;2027-05-31"
MONITOR = "HP Inc.;CN40000001;9VF98AA;E24 G5;monitor;yes;DE;HQ;CZC0000001;;;;"
LAPTOP = "Hewlett-Packard;5CG0000001;4B2C3EA#ABD;EliteBook 840 G9;laptop;yes;DE;HQ;;warranty;3y;2023-03-01;2026-02-18"
LAPTOP_AGAIN = "HP;5CG0000001;4B2C3EA#ABD;EliteBook 840 G9;laptop;yes;DE;HQ;;care_pack;next day;2026-03-10;2027-03-09"
PRINTER = "HP;VNB0000001;7PS84A;LaserJet M507;printer;yes;DE;HQ;;warranty;1y;2025-12-01;2026-11-30"
FLEET = (DESKTOP, MONITOR, LAPTOP, LAPTOP_AGAIN, PRINTER)


def fleet_file(*rows: str, header: str = HEADER, name: str = "fleet.csv") -> FleetFile:
    return FleetFile(name, "\r\n".join((header, *rows)).encode())


def take_in(
    one: Cast, *rows: str, at: datetime = AT, header: str = HEADER, dry_run: bool = False, create_places: bool = False
) -> ImportReport:
    """Import rows for a customer of the cast."""
    with customer_selected(one.customer.id):
        return import_fleet(
            file=fleet_file(*rows, header=header), dry_run=dry_run, create_places=create_places, by=SYSTEM, at=at
        )
