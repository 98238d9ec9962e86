"""What is wrong with a sheet, and what to do about it."""

from typing import NamedTuple

from django.utils.translation import gettext as _


class RowError(NamedTuple):
    """One flaw. `line` counts from 1 in the file (0: the file as a whole), `field` is a column or empty."""

    line: int
    field: str
    code: str
    message: str
    cure: str

    def __str__(self) -> str:
        """One line for a terminal: place, flaw, cure."""
        place = _("line %(line)s") % {"line": self.line} if self.line else _("file")
        if self.field:
            place = f"{place}, {self.field}"
        return f"{place}: {self.message} {self.cure}"

    def as_json(self) -> dict[str, str | int]:
        """The flaw as `{line, field, code, message, cure}`."""
        return self._asdict()


class Flaw(Exception):
    """A file or cell is refused; the reader adds line and column."""

    def __init__(self, message: str, cure: str, *, code: str, line: int = 0, field: str = "") -> None:
        """Keep the parts of the error to be."""
        super().__init__(message)
        self.code, self.message, self.cure, self.line, self.field = code, message, cure, line, field

    def at(self, line: int, field: str) -> RowError:
        """The error for a place."""
        return RowError(self.line or line, self.field or field, self.code, self.message, self.cure)
