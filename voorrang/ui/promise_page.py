"""What the page of a promise book shows, whichever door opens it."""

from collections import Counter
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, ngettext_lazy

from voorrang.promise_book.book import Book
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, read
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.promise_lines import FILE_HEADER, STATE_NAMES, Links, file_rows, promise_lines, stats_of_book
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Listing


def book_page(
    request: Any, book: Book, links: Links, template: str, **more: Any
) -> HttpResponse | StreamingHttpResponse:
    """Show the book, or hand it out as a file (`?format=csv`)."""
    if wants_export(request):
        return csv_file(f"{book.customer.code.lower()}-promise-book", FILE_HEADER, file_rows(request, book))
    there = Counter(line.state for line in book.lines)
    states = [(state, name) for state, name in STATE_NAMES if there[state]]
    bar = read(request.GET, [Choice("state", gettext_lazy("State"), states)])
    lines = promise_lines(request, book, links)
    wanted = bar.values.get("state")
    shown = [line for line in lines if wanted in {None, line.state}]
    context = {
        "book": book,
        "bar": bar,
        "lines": shown,
        "stats": stats_of_book(book, language_of(request)),
        "listing": Listing(
            len(shown), len(shown), ngettext_lazy("feature", "features"), export_url=export_link(request)
        ),
        **more,
    }
    return render(request, template, context)
