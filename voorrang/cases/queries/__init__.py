"""Reading cases: the vendor's queue over all customers, a customer's list, one case with its story and clocks."""

from voorrang.cases.queries.counting import About, QueueCounts, count_about, count_whole, queue_counts
from voorrang.cases.queries.customers import CaseFilters, case_of, cases_of, count_cases_of, visible_to
from voorrang.cases.queries.files import file_of, files_of
from voorrang.cases.queries.pages import BY_DUE, BY_OPENING, CursorUnusable, Page, page_of, rows_after
from voorrang.cases.queries.promises import Kept, promises_kept
from voorrang.cases.queries.queue import QueueFilters, filtered, queue, row_of
from voorrang.cases.queries.search import search
from voorrang.cases.queries.story import ClockRow, StoryEntry, case_timeline, clocks_of

__all__ = [
    "BY_DUE",
    "BY_OPENING",
    "About",
    "CaseFilters",
    "ClockRow",
    "CursorUnusable",
    "Kept",
    "Page",
    "QueueCounts",
    "QueueFilters",
    "StoryEntry",
    "case_of",
    "case_timeline",
    "cases_of",
    "clocks_of",
    "count_about",
    "count_cases_of",
    "count_whole",
    "file_of",
    "files_of",
    "filtered",
    "page_of",
    "promises_kept",
    "queue",
    "queue_counts",
    "row_of",
    "rows_after",
    "search",
    "visible_to",
]
