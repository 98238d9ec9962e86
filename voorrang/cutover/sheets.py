"""A file as it was sent, with one column more: what became of each row."""

from voorrang.cutover.columns import Sheet
from voorrang.cutover.report import Result
from voorrang.lib.formulas import as_text

RESULT = "result"


def header_of(sheet: Sheet) -> list[str]:
    """Return the first line."""
    return [*sheet.columns, RESULT]


def line_of(sheet: Sheet, result: Result) -> list[str]:
    """Return a row's line. What a spreadsheet would run as a formula is marked as text; read again, the mark is dropped."""
    told = "; ".join(
        f"{problem.field}: {problem.message} {problem.cure}" if problem.field else f"{problem.message} {problem.cure}"
        for problem in result.problems
    )
    outcome = f"{result.state}: {told}" if told else result.state
    return [*(as_text(result.row.data.get(name, "")) for name in sheet.columns), as_text(outcome)]
