"""Lists as inventory tools and office programs write them: their columns, languages and encodings; their types are evidence."""

import pytest

from tests.cast import AT, Cast
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import Defaults, FleetFile, FleetReader, FleetRow
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import DeviceVersion, KindFrom, Sighting
from voorrang.lib.tenancy import customer_selected

INTUNE = """Device name,Serial number,Manufacturer,Model,Last check-in,OS version,Compliance
LAP-1,5CG0000001,HP,HP EliteBook 840 G5,2026-03-01,10.0.19045,Compliant
LAP-2,5CG0000002,HP,HP Pavilion Laptop 15-eg3xxx,2026-03-02,10.0.19045,Compliant
LAP-3,5CG0000003,HP,HP Frobnicator 9,2026-03-02,10.0.19045,Compliant
"""
GLPI = """Name;Manufacturer;Serial number;Types;Model;Location
ws-1;HP;CZC0000001;Desktop;HP Z240 Tower Workstation;Essen
"""
DUTCH = "Serienummer;Merk;Modelnaam;Land;Aankoopdatum;Einde garantie\n5CG0000001;HP;HP ProBook 450 G8;NL;25-12-2024;24-12-2027\n"
GERMAN = "Seriennummer;Hersteller;Modellbezeichnung;Land;Gerätetyp\nCZC0000001;HP;HP EliteDesk 800 G4 TWR;DE;Desktop\n"
FRENCH = "Numéro de série;Fabricant;Modèle;Pays\n5CG0000001;HP;HP ZBook 15 G6;FR\n"
SPANISH = "Número de serie;Fabricante;Modelo;País\nVNB0000001;HP;HP LaserJet 4250dtn Printer;ES\n"


def take(one: Cast, content: str | bytes, country: str = "DE") -> ImportReport:
    data = content.encode() if isinstance(content, str) else content
    with customer_selected(one.customer.id):
        return import_fleet(file=FleetFile("list.csv", data), defaults=Defaults(country), by=SYSTEM, at=AT)


def kinds(one: Cast) -> dict[str, tuple[str, bool, str]]:
    with customer_selected(one.customer.id):
        found = DeviceVersion.objects.filter(superseded_at=None)
        rows = found.values_list("device__serial", "kind", "commercial", "kind_from")
        return {serial: (kind, commercial, kind_from) for serial, kind, commercial, kind_from in rows}


def test_intune_s_devices_come_in_with_kinds_by_their_models(rheinwerk: Cast) -> None:
    report = take(rheinwerk, INTUNE)
    assert (report.new, report.unsettled, report.errors) == (3, 1, ())
    assert report.unused == ("Device name", "OS version", "Compliance")
    assert kinds(rheinwerk) == {
        "5CG0000001": ("laptop", True, KindFrom.RULE),
        "5CG0000002": ("laptop", False, KindFrom.RULE),
        "5CG0000003": ("unknown", False, KindFrom.RULE),
    }
    with customer_selected(rheinwerk.customer.id):
        seen = {one.device.serial: f"{one.seen_at:%Y-%m-%d}" for one in Sighting.objects.select_related("device")}
    assert seen["5CG0000001"] == "2026-03-01"


def test_the_same_list_again_changes_nothing(rheinwerk: Cast) -> None:
    take(rheinwerk, INTUNE)
    again = take(rheinwerk, INTUNE)
    assert (again.new, again.changed, again.moved, again.unchanged) == (0, 0, 0, 3)


def test_a_tool_s_word_for_the_type_does_not_overrule_the_model(rheinwerk: Cast) -> None:
    take(rheinwerk, GLPI)
    assert kinds(rheinwerk)["CZC0000001"][0] == "workstation"


@pytest.mark.parametrize(
    ("content", "kind"), [(DUTCH, "laptop"), (GERMAN, "desktop"), (FRENCH, "workstation"), (SPANISH, "printer")]
)
def test_dutch_german_french_and_spanish_names_of_columns(rheinwerk: Cast, content: str, kind: str) -> None:
    report = take(rheinwerk, content, country="")
    assert report.errors == ()
    assert [one[0] for one in kinds(rheinwerk).values()] == [kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_office_programs(encoding: str) -> None:
    (row,) = FleetReader(GERMAN.replace("G4 TWR", "G4 für Büro").encode(encoding))
    assert isinstance(row, FleetRow)
    assert row.model == "HP EliteDesk 800 G4 für Büro"
    assert row.evidence == "Desktop"


def test_without_any_country_the_row_says_what_to_do(rheinwerk: Cast) -> None:
    report = take(rheinwerk, INTUNE, country="")
    assert {error.code for error in report.errors} == {"country_missing"}
    assert "whole file" in report.errors[0].cure


def test_cover_of_a_tool_s_list_is_a_warranty_from_the_purchase(rheinwerk: Cast) -> None:
    assert take(rheinwerk, DUTCH).covers_new == 1


def test_a_list_of_ours_with_a_slip_in_a_column_is_still_refused() -> None:
    own = "maker,serial,product_number,model,kind,commercial,country,colour\nHP,5CG1,A,B,laptop,yes,NL,red\n"
    (error,) = FleetReader(own.encode())
    assert not isinstance(error, FleetRow)
    assert error.code == "column_unknown"


def test_of_two_columns_with_one_meaning_the_first_counts_and_the_other_is_named() -> None:
    reader = FleetReader(b"Serial number,Manufacturer,Model,Model name\n5CG1,HP,HP ProBook 450 G8,other\n")
    assert reader.unused == ("Model name",)


def test_backslashes_and_quotes_come_in_as_they_are(rheinwerk: Cast) -> None:
    take(rheinwerk, 'Serial number,Manufacturer,Model\n5CG1,HP,"HP \\N ""x\\t"" ProBook"\n')
    with customer_selected(rheinwerk.customer.id):
        assert DeviceVersion.objects.get().model == 'HP \\N "x\\t" ProBook'
