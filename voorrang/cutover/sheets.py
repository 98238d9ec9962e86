"""A file as it was sent, with one column more: what became of each row."""

from voorrang.cutover.columns import Sheet
from voorrang.cutover.report import Result

RESULT = "result"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    return [*(_safe(result.row.data.get(name, "")) for name in sheet.columns), _safe(outcome)]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
