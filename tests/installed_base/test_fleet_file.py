"""What a fleet file may look like, and how it is refused. No database."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from voorrang.installed_base.fleet_file import COLUMNS, FleetReader, FleetRow, RowError

HEADER = "maker,serial,product_number,model,kind,commercial,country"
ROW = "HP,5CG0012345,6A1B2EA#ABH,EliteBook 840 G9,laptop,yes,NL"
COVERED = f"{HEADER},cover_kind,cover_level,cover_starts_on,cover_ends_on"


def read(*lines: str, ending: str = "\n") -> list[FleetRow | RowError]:
    return list(FleetReader(ending.join(lines).encode()))


def rows(items: Iterable[FleetRow | RowError]) -> list[FleetRow]:
    return [item for item in items if isinstance(item, FleetRow)]


def only_error(items: Iterable[FleetRow | RowError]) -> RowError:
    (error,) = (item for item in items if isinstance(item, RowError))
    assert error.message
    assert error.cure
    return error


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiter_line_end_and_byte_order_mark_are_found_out(delimiter: str, ending: str, mark: bytes) -> None:
    text = ending.join((HEADER, ROW)).replace(",", delimiter)
    (row,) = rows(FleetReader(mark + text.encode()))
    assert (row.line, row.maker, row.serial, row.kind, row.commercial) == (2, "HP", "5CG0012345", "laptop", True)


def test_the_header_may_be_in_any_order_and_case() -> None:
    (row,) = rows(read("Country,KIND,commercial,model,product number,serial,maker", "nl,Laptop,ja,Elite,,00123,HP"))
    assert (row.country, row.kind, row.commercial, row.serial) == ("NL", "laptop", True, "00123")


def test_quoted_cells_keep_delimiters_and_lines_are_counted_as_an_editor_counts_them() -> None:
    items = read(HEADER, ROW.replace("EliteBook 840 G9", '"EliteBook 840, ""G9"""'), '"H', 'P",A,,M,laptop,yes,NL', "x")
    assert rows(items)[0].model == 'EliteBook 840, "G9"'
    errors = [(item.line, item.code) for item in items if isinstance(item, RowError)]
    assert errors == [(3, "control_characters"), (5, "file_cut")]


def test_the_last_covered_day_is_stored_as_the_next_midnight() -> None:
    (row,) = rows(read(COVERED, f"{ROW},care_pack,3y onsite,2024-03-01,2027-02-28"))
    assert row.cover is not None
    assert row.cover.starts_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert row.cover.ends_at == datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "file_empty", "empty"),
        (b"\xef\xbb\xbf", "file_empty", "blank"),
        (b"\n \n", "file_empty", "empty"),
        (b"PK\x03\x04rest", "not_text", "spreadsheet"),
        (HEADER.encode("utf-16")[:-1], "file_cut", "UTF-16"),
        (f"{HEADER}\n{ROW}\n{ROW} ü".encode("cp850"), "not_utf8", "IBM 850"),
        (f"{HEADER}\n{ROW}\0".encode(), "nul_bytes", "NUL"),
        (HEADER.encode(), "no_rows", "no rows"),
        (b"HP,5CG,,EliteBook,laptop,yes,NL\n", "header_missing", "header"),
        (",".join(f"c{n}" for n in range(300)).encode(), "too_many_columns", "300"),
        (f"{HEADER},colour\n{ROW},blue".encode(), "column_unknown", "colour"),
        (f"{HEADER},serial\n{ROW},X".encode(), "column_twice", "more than once"),
        (f"{HEADER[6:]}\n{ROW[3:]}".encode(), "column_missing", "missing"),
        (f"{HEADER}\n{ROW}\nHP,5CG99".encode(), "file_cut", "2 of 7"),
        (f'{HEADER}\n{ROW}\nHP,"5CG99'.encode(), "file_cut", "never closes"),
        (f"{HEADER}\nHP,5CG99\n{ROW}".encode(), "row_short", "2 cells"),
        (f"{HEADER}\n{ROW},NL".encode(), "row_long", "8 cells"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_out(content: bytes, code: str, says: str) -> None:
    error = only_error(FleetReader(content))
    assert error.code == code
    assert says in error.message


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("serial", "1E+10", "serial_mangled"),
        ("serial", "1,23E+11", "serial_mangled"),
        ("serial", "12345.0", "serial_mangled"),
        ("serial", "", "serial_missing"),
        ("serial", "To be filled by O.E.M.", "serial_placeholder"),
        ("serial", "0000000", "serial_placeholder"),
        ("serial", "=CMD()", "not_a_number"),
        ("serial", "5СG0012345", "not_a_number"),
        ("serial", "5CG\u20280", "control_characters"),
        ("product_number", "Not Specified", "product_number_placeholder"),
        ("kind", "notebook", "kind_unknown"),
        ("commercial", "maybe", "not_yes_or_no"),
        ("country", "XX", "country_unknown"),
        ("country", "Germany", "country_unknown"),
        ("maker", "", "cell_empty"),
        ("model", "M" * 161, "too_long"),
        ("cover_kind", "magic", "cover_kind_unknown"),
        ("cover_starts_on", "soon", "date_malformed"),
        ("cover_starts_on", "32.03.2024", "date_malformed"),
        ("cover_starts_on", "2024-02-30", "date_malformed"),
        ("cover_ends_on", "9999-12-31", "date_out_of_range"),
        ("cover_ends_on", "2023-01-01", "cover_ends_before_start"),
        ("cover_ends_on", "", "cover_incomplete"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_column(column: str, cell: str, code: str) -> None:
    good = dict(zip(COVERED.split(","), [*ROW.split(","), "warranty", "", "2024-03-01", "2027-02-28"], strict=True))
    error = only_error(read(COVERED, ",".join((good | {column: f'"{cell}"'}).values())))
    assert (error.line, error.field, error.code) == (2, column, code)


@pytest.mark.parametrize(("cell", "cure"), [("notebook", "laptop"), ("Germany", "DE"), ("UK", "GB")])
def test_the_cure_names_the_word_that_we_take(cell: str, cure: str) -> None:
    row = ROW.replace("laptop", cell) if cell == "notebook" else ROW.replace("NL", cell)
    assert cure in only_error(read(HEADER, row)).cure


def test_serials_that_only_look_strange_are_taken() -> None:
    items = read(HEADER, *(ROW.replace("5CG0012345", serial) for serial in ("0012345678", "123456E789", "1234-56/A")))
    assert [row.serial for row in rows(items)] == ["0012345678", "123456E789", "1234-56/A"]


def test_every_flaw_of_a_row_is_named_at_once() -> None:
    items = read(HEADER, "HP,,N/A,EliteBook,toaster,perhaps,Nowhere")
    assert {item.field for item in items if isinstance(item, RowError)} == {
        "serial",
        "product_number",
        "kind",
        "commercial",
        "country",
    }


def test_too_many_rows_stop_with_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voorrang.installed_base.fleet_file.reader.MOST_ROWS", 2)
    assert only_error(read(HEADER, ROW, ROW, ROW, ROW)).code == "too_many_rows"


def test_the_columns_are_those_of_the_interface() -> None:
    named = (
        "maker,serial,product_number,model,kind,commercial,country,site,affiliate,purchased_on,"
        "cover_kind,cover_level,cover_starts_on,cover_ends_on"
    )
    assert set(COLUMNS) >= set(named.split(","))
