"""What the tests of the cut-over share: files as a vendor sends them, and taking them in."""

import io
import zipfile
from pathlib import Path

from tests.cast import AT, OFFICE, PROGRAMME
from voorrang.cutover.actions import filled, take_in
from voorrang.cutover.report import CustomerResult, Result

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "cutover"


def zipped(**files: str) -> bytes:
    """Return a ZIP; `customers="..."` is customers.csv, and what begins with a bracket is JSON."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.json" if text.startswith("[") else f"{name}.csv", text)
    return whole.getvalue()


def example(**instead: str) -> bytes:
    """Return the example as a ZIP, with some of its files replaced, or left out by an empty text."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in EXAMPLE.iterdir()}
    return zipped(**{name: text for name, text in (files | instead).items() if text})


def taken(source: bytes | Path, *, dry_run: bool = False) -> dict[str, CustomerResult]:
    """Take files in and return what became of each customer."""
    with filled(source) as spool:
        done = take_in(spool=spool, programme=PROGRAMME, dry_run=dry_run, by=OFFICE, at=AT)
        return {one.code: one for one in done}


def refused(done: CustomerResult) -> list[tuple[str, int, str]]:
    """Return file, line and field of what was refused."""
    return [(one.row.sheet, one.row.line, one.problems[0].field) for one in done.results if one.state == "refused"]


def states(done: CustomerResult) -> set[str]:
    return {one.state for one in done.results}


def only(done: CustomerResult, sheet: str) -> Result:
    """Return the one row of a file."""
    [one] = [one for one in done.results if one.row.sheet == sheet]
    return one
