"""The promise book of one customer, and its tile on the customer's page."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.promise_book.book import book_of
from voorrang.ui.promise_lines import Links, tile_of
from voorrang.ui.promise_page import book_page
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb


@require_GET
def show(request: Any, code: str) -> HttpResponse | StreamingHttpResponse:
    """Show every feature with what shows that it was delivered, or hand it out as a file."""
    customer = opened_customer(request, code)
    page = reverse("desk:customer-detail", args=[customer.code])
    crumbs = (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, page),
        Crumb(_("Promise book")),
    )
    book = book_of(customer, now())
    links = _links(request, customer.code)
    return book_page(request, book, links, "desk/promises/show.html", customer=customer, crumbs=crumbs)


@require_GET
def tile(request: Any, code: str) -> HttpResponse:
    """Show the book in a figure: asked for by the customer's page, which does not wait for it."""
    customer = opened_customer(request, code)
    url = reverse("desk:promise-book", args=[customer.code])
    stat = tile_of(book_of(customer, now()), language_of(request), url)
    return render(request, "ui/parts/promise_tile.html", {"stat": stat})


def _links(request: Any, code: str) -> Links:
    def link(kind: str, id_: str) -> str:
        name, arguments = {
            "case": ("desk:case-detail", [id_]),
            "onboarding": ("desk:contract-detail", [code, id_]),
            "people": ("desk:customer-detail", [code]),
        }.get(kind, ("", []))
        return reverse(name, args=arguments) if name and request.may(name) else ""

    return link
