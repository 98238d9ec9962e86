"""Files that cannot be read, and rows that nobody meant, are told with file, line, field and cure."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.cutover.files import example, refused, taken, zipped
from voorrang.accounts.models import Customer
from voorrang.cutover.actions import filled
from voorrang.cutover.columns import CONTACTS
from voorrang.cutover.report import Result, Row
from voorrang.cutover.sheets import line_of
from voorrang.cutover.source import NotReadable

pytestmark = pytest.mark.django_db
HEAD = "customer,name,head_office_country,language\n"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("R,Roos,NL,nl", "customer"),
        ("ROOS,Roos,XX,nl", "head_office_country"),
        ("ROOS,Roos,NL,klingon", "language"),
        ("ROOS,,NL,nl", "name"),
        ("ROOS," + "x" * 200 + ",NL,nl", "name"),
        ("ROOS," + "x" * 3_000 + ",NL,nl", "name"),
    ],
)
def test_each_flaw_names_its_field(row: str, field: str) -> None:
    [done] = taken(zipped(customers=HEAD + row)).values()
    assert refused(done) == [("customers", 2, field)]
    assert done.results[0].problems[0].cure
    assert not Customer.objects.filter(code="ROOS").exists()


def test_rows_of_nobody_are_refused() -> None:
    done = taken(zipped(affiliates="customer,code,name,country\nNOBODY,A,Nobody,NL\n"))
    assert refused(done["NOBODY"]) == [("affiliates", 2, "customer")]


def test_missing_columns_are_named() -> None:
    [done] = taken(zipped(customers="customer,name\nROOS,Roos\n")).values()
    assert "head_office_country, language" in done.results[0].problems[0].message


@pytest.mark.parametrize("text", ["[1]", "[{]", '[{"customer": {"a": 1}}]', "[" * 100_000])
def test_broken_json_is_told(text: str) -> None:
    [done] = taken(zipped(customers=text)).values()
    assert done.is_refused


def test_a_customer_twice_is_refused() -> None:
    done = taken(zipped(customers=f"{HEAD}ROOS,Roos,NL,nl\nROOS,Rose,NL,nl\n"))["ROOS"]
    assert refused(done) == [("customers", 3, "customer")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"customer,name"])
def test_what_is_no_archive_is_told(content: bytes) -> None:
    with pytest.raises(NotReadable):
        filled(content)


def test_an_archive_with_nothing_for_us_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match=r"customers\.csv"):
        filled(zipped(readme="hello"))
    with pytest.raises(NotReadable, match=r"customers\.csv"):
        filled(tmp_path)


def test_an_archive_that_unpacks_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voorrang.cutover.source.LARGEST_FILE", 1_000)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customers.csv", HEAD + "x" * 100_000)
    with pytest.raises(NotReadable, match="larger"):
        filled(whole.getvalue())


def test_a_formula_goes_out_as_text_and_comes_back_as_it_was() -> None:
    row = Row("contacts", 2, "ROOS", {"customer": "ROOS", "name": "=cmd|' /C calc'!A0", "phone": "+31302000001"})
    line = line_of(CONTACTS, Result(row, "new"))
    assert not any(cell.startswith(("=", "+")) for cell in line)
    sent = f"customer,name,head_office_country,language\nROOS,{line[1]},NL,nl\n"
    [done] = taken(zipped(customers=sent)).values()
    assert done.results[0].row.data["name"] == "=cmd|' /C calc'!A0"


def test_the_sheet_tells_what_became_of_a_row() -> None:
    with filled(example(customers="")) as spool:
        assert spool.customers() == ["ROOS", "TIDE"]
