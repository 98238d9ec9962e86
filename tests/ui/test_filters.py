"""Filters live in the address: valid values only, every other filter kept, the position dropped."""

from urllib.parse import parse_qs

from django.http import QueryDict
from django.utils.translation import override

from tests.ui.render import rendered
from voorrang.ui import filters
from voorrang.ui.filters import Choice, Flag, Search

FILTERS = [
    Search("q", "Search"),
    Choice("tier", "Tier", [("a", "First"), ("b", "Second")]),
    Flag("overdue", "Overdue", 3),
]


def _options(query: str) -> dict[str, dict[str, list[str]]]:
    bar = filters.read(QueryDict(query), FILTERS)
    chip = next(chip for chip in bar.chips if chip.name == "tier")
    return {str(option.label): parse_qs(option.url.lstrip("?")) for option in chip.options}


def test_only_valid_values_count() -> None:
    bar = filters.read(QueryDict("tier=x&overdue=yes&q=%00+abc+&sort=drop"), FILTERS)
    assert bar.values == {"q": "abc"}
    assert filters.read(QueryDict("tier=b&overdue=1"), FILTERS).values == {"tier": "b", "overdue": "1"}


def test_an_option_keeps_the_other_filters_and_starts_again() -> None:
    options = _options("tier=a&overdue=1&cursor=xyz")
    assert options["Second"] == {"tier": ["b"], "overdue": ["1"]}
    assert options["all"] == {"overdue": ["1"]}


def test_a_flag_switches() -> None:
    on = filters.read(QueryDict("overdue=1&q=abc"), FILTERS).chips[1]
    off = filters.read(QueryDict("q=abc"), FILTERS).chips[1]
    assert (on.active, parse_qs(on.url[1:])) == (True, {"q": ["abc"]})
    assert (off.active, parse_qs(off.url[1:])) == (False, {"q": ["abc"], "overdue": ["1"]})


def test_the_next_rows_keep_all_filters() -> None:
    assert parse_qs(filters.next_link(QueryDict("q=a&cursor=1"), "2")[1:]) == {"q": ["a"], "cursor": ["2"]}
    assert filters.next_link(QueryDict("q=a"), None) == ""


def test_the_search_form_keeps_the_chips_but_not_the_position() -> None:
    bar = filters.read(QueryDict("tier=a&q=old&cursor=9"), FILTERS)
    html = rendered("{% filters bar %}", bar=bar)
    assert '<input type="hidden" name="tier" value="a">' in html
    assert 'name="cursor"' not in html


def test_what_was_typed_is_escaped() -> None:
    bar = filters.read(QueryDict("q=%22%3E%3Cscript%3E"), FILTERS)
    with override("en"):
        assert "<script>" not in rendered("{% filters bar %}", bar=bar)
