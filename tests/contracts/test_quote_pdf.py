"""The quote on paper, in English and Dutch: who, what, for how long, judged how, and what is included by which clause."""

import io

import pytest
from pypdf import PdfReader

from tests.cast import AT, StandingCast, serving
from tests.contracts.test_quote_is_answered import quoted
from voorrang.contracts import queries
from voorrang.contracts.quote_pdf import quote_pdf


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["Quote", "Gemeente Nieuwstad", "U80M6E", "300", "What Priority Access includes", "Direct access", "T1.3"],
        ),
        ("nl", ["Gemeente Nieuwstad", "De bestelling koopt Priority Access", "Directe toegang"]),
        ("xx", ["What Priority Access includes"]),
    ],
)
def test_it_says_what_is_offered(cast: StandingCast, language: str, said: list[str]) -> None:
    with serving(cast.access):
        [view] = queries.quote_views([quoted(cast)], AT)
        text = words_of(quote_pdf(view, language, AT))
    missing = [one for one in said if one not in text]
    assert not missing, text


def test_a_price_is_on_it_only_when_there_is_one(cast: StandingCast) -> None:
    with serving(cast.access):
        [priced, bare] = queries.quote_views([quoted(cast, price="12.50"), quoted(cast)], AT)
        assert "3,750.00" in words_of(quote_pdf(priced, "en", AT))
        assert "Prices are agreed apart" in words_of(quote_pdf(bare, "en", AT))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
