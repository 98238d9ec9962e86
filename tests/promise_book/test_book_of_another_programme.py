"""The book knows no programme: another vendor's features stand in it by its own rhythm and limits."""

from tests.cast import AT
from tests.contracts.test_second_programme import Cast, estonian, place
from tests.promise_book.test_every_feature_has_its_line import book, line

__all__ = ["estonian"]


def test_its_features_say_that_no_evidence_is_kept(estonian: Cast) -> None:
    order = place(estonian, ("NF-C3", 8), laptops=9)
    assert order.accepted, order.reasons
    found = book(estonian)
    assert [one.feature.key for one in found.lines] == [
        "hotline",
        "phone_coach",
        "spare_pool",
        "house_coach",
        "health_letter",
    ]
    assert found.count("no_evidence") == 4
    letter = line(found, "health_letter")
    assert letter.every == "year"
    assert letter.due_at is not None
    assert letter.due_at > AT
    assert line(found, "house_coach").feature.at_most_a_year == 2
    assert line(found, "phone_coach").state == "replaced"
