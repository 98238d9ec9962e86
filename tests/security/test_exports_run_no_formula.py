"""Every list that goes out as a table passes one place that turns formulas into text: this walks the code and counts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import voorrang
from voorrang.lib.formulas import as_text
from voorrang.ui.export import cell, csv_file

PACKAGE = Path(voorrang.__file__).parent
OF_OUR_OWN = {
    "ui/export.py": "the one place",
    "ui/trail/evidence.py": "the trail's table: each value passes cell()",
    "cutover/sheets.py": "a file goes back as it came; each value passes as_text(), and read again the mark is dropped",
    "charges/actions/exporting.py": "kept as it was exported; a text that begins like a formula is marked there",
    "desk/charges/invoices.py": "sends what charges/actions/exporting.py kept",
    "cli/cutover.py": "writes the lines of cutover/sheets.py",
}
"""Files that write tables themselves, and why that is safe; each has a test of its own."""
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|'/c calc'!A0",
]


def sources() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST, *names: str) -> int:
    """How often one of these functions is called, however it was imported."""
    nodes = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return sum((node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")) in names for node in nodes)


def writes_a_table(tree: ast.AST) -> bool:
    uses_csv = any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "csv"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"writer", "DictWriter"}
    )
    says_so = any(isinstance(node, ast.Constant) and "text/csv" in str(node.value) for node in ast.walk(tree))
    return uses_csv or (says_so and calls(tree, "HttpResponse", "StreamingHttpResponse") > 0)


def test_nobody_writes_tables_but_the_one_place() -> None:
    found = {name for name, tree in sources() if writes_a_table(tree) and not name.startswith("demo/")}
    assert found - OF_OUR_OWN.keys() == set()


def test_a_planted_export_of_its_own_is_found() -> None:
    assert writes_a_table(ast.parse("import csv\ncsv.writer(file).writerow([typed])"))
    assert writes_a_table(ast.parse("HttpResponse(rows, content_type='text/csv')"))
    assert not writes_a_table(ast.parse("csv_file('cases', header, rows)"))


def test_every_list_that_offers_a_file_uses_it() -> None:
    lists = {name: tree for name, tree in sources() if calls(tree, "wants_export")}
    without = {name for name, tree in lists.items() if not calls(tree, "csv_file")}
    print(f"exports: {len(lists)} modules offer tables")
    assert len(lists) >= 15
    assert {name for name in without if name.split("/")[0] != "ui" and not _leads_to_ui(name)} == set()


def _leads_to_ui(name: str) -> bool:
    """Whether its table is written by a part that both doors share, which is looked at itself."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    shared = ("device_list", "contact_file", "promise_page", "quote_page", "call_lines")
    return any(f"voorrang.ui.{part}" in text for part in shared)


@pytest.mark.parametrize("text", FORMULAS)
def test_it_is_marked_as_text(text: str) -> None:
    assert cell(text) == as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Noor", "5 - 3", "a=b", "", "'quoted'"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert cell(text) == as_text(text) == text


def test_a_cell_cannot_break_out_of_its_column() -> None:
    sent = b"".join(csv_file("x", ["a", "b"], [['"\n=1,"', "=1"]])).decode()  # type: ignore[arg-type]  # a stream of bytes
    assert sent == '\ufeffa,b\r\n"""\n=1,""",\'=1\r\n'
