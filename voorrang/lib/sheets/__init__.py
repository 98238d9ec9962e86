"""Sheets that people send: from bytes to text, and what is wrong with a row, said with its cure."""

from voorrang.lib.sheets.errors import Flaw, RowError
from voorrang.lib.sheets.text import delimiter_of, text_of

__all__ = ["Flaw", "RowError", "delimiter_of", "text_of"]
