"""Reading the promise book."""

from django.http import HttpResponse
from ninja import Router

from voorrang.api.answers import answer
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.promises.schemas import PromiseBook, promise_body
from voorrang.lib.clock import now
from voorrang.promise_book.book import book_of

router = Router(tags=["contracts"])


@router.get(
    "/promise-book", response=reading(PromiseBook), operation_id="getPromiseBook", summary="Read the promise book"
)
def get_promise_book(request: ApiRequest) -> HttpResponse:
    """Return every feature that the contracts in force bring, in the programme's order, with the last evidence of it."""
    book = book_of(customer_of(request), now())
    return answer({"items": [promise_body(line) for line in book.lines], "next": None})
