"""Every list has a count that is true or says "about", and an empty state that says what to do."""

import pytest
from django.utils.translation import ngettext_lazy

from tests.ui.render import rendered
from voorrang.ui.shapes import Listing

NOUN = ngettext_lazy("case", "cases")


@pytest.mark.parametrize(
    ("listing", "words"),
    [
        (Listing(0, 0, NOUN), "0 cases"),
        (Listing(1, 1, NOUN), "1 case<"),
        (Listing(38, 8, NOUN), "38 cases, 8 shown"),
        (Listing(12400, 50, NOUN, exact=False), "about 12,400 cases, 50 shown"),
        (Listing(51, 1, NOUN, first_url="?"), "51 cases, 1 shown"),
    ],
)
def test_a_list_says_how_many(listing: Listing, words: str) -> None:
    assert words in rendered("{% list_head listing %}", listing=listing)


def test_pages_lead_on_and_back() -> None:
    html = rendered("{% pager listing %}", listing=Listing(90, 50, NOUN, next_url="?cursor=b", first_url="?"))
    assert 'href="?cursor=b" rel="next"' in html
    assert 'href="?"' in html
    assert rendered("{% pager listing %}", listing=Listing(2, 2, NOUN)).strip() == ""


def test_an_empty_list_says_what_to_do() -> None:
    html = rendered('{% empty "No cases yet" "Open one." "/new" "Open case" %}')
    assert "No cases yet" in html
    assert '<a class="btn" href="/new">Open case</a>' in html
