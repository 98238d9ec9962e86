"""The promise book, and its tile on the first page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.cases.models import Case
from voorrang.cases.queries import case_of
from voorrang.lib.clock import now
from voorrang.promise_book.book import book_of
from voorrang.ui.promise_lines import Links, tile_of
from voorrang.ui.promise_page import book_page
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb


@require_GET
def show(request: Any) -> HttpResponse | StreamingHttpResponse:
    """Show every feature with what shows that it was delivered, or hand it out as a file."""
    book = book_of(request.visitor.customer, now())
    crumbs = (Crumb(_("What we bought"), reverse("portal:contract")), Crumb(_("Promise book")))
    return book_page(request, book, _links(request), "portal/promises/show.html", crumbs=crumbs)


@require_GET
def tile(request: Any) -> HttpResponse:
    """Show the book in a figure: asked for by the first page, which does not wait for it."""
    book = book_of(request.visitor.customer, now())
    stat = tile_of(book, language_of(request), reverse("portal:promise-book"))
    return render(request, "ui/parts/promise_tile.html", {"stat": stat})


def _links(request: Any) -> Links:
    def link(kind: str, id_: str) -> str:
        if kind == "case" and _may_see(request, id_):
            return reverse("portal:case-detail", args=[id_])
        return f"{reverse('portal:onboarding')}?contract={id_}#checklist" if kind == "onboarding" else ""

    return link


def _may_see(request: Any, case_id: str) -> bool:
    try:
        case_of(request.visitor.contact, UUID(case_id))
    except Case.DoesNotExist:
        return False
    return True
