"""What the vendor offers: the lead reads it, downloads it, and accepts it or says why not; nobody else decides."""

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door
from tests.portal.conftest import colleague
from voorrang.accounts.models import CustomerRole
from voorrang.contracts import actions
from voorrang.contracts.models import Contract, Quote


@pytest.fixture
def quote(cast: StandingCast) -> Quote:
    """Rheinwerk is offered Priority Management for a year."""
    lines = [actions.QuotedLine("U80M7E", 11_000), actions.QuotedLine("U1PB3E", 200)]
    estimates = [("laptop", True, 11_000), ("printer", True, 200)]
    with serving(cast.management):
        offer = actions.Offer(lines=lines, starts_at=AT)
        quote = actions.make_quote(offer=offer, estimates=estimates, by=cast.sales.actor, at=AT)
        actions.send_quote(quote=quote, by=cast.sales.actor, at=AT)
    return quote


def test_accepting_it_is_ordering(cast: StandingCast, lead: Door, quote: Quote) -> None:
    page = lead.get("portal:quote-detail", quote.number)
    assert "Priority Management" in page.part("quote-lines")
    assert page.reason("The order buys Priority Management for PCs")
    assert lead.get("portal:quote-pdf", quote.number).html.startswith("%PDF")
    bought = lead.follow(lead.post("portal:quote-accept", quote.number))
    assert "The order is placed" in bought.text
    assert "placed the order" in bought.text
    with serving(cast.management):
        assert Contract.objects.count() == 1


def test_who_comes_second_hears_who_was_first(cast: StandingCast, lead: Door, quote: Quote) -> None:
    second = Door(colleague(cast, CustomerRole.HELPDESK_LEAD))  # type: ignore[arg-type]
    lead.post("portal:quote-accept", quote.number)
    late = second.post("portal:quote-accept", quote.number)
    assert late.status == 409
    assert "Already accepted by Lea Lead" in late.html
    assert second.post("portal:quote-decline", quote.number, data={"reason": "price"}).status == 409


def test_declining_says_why(lead: Door, quote: Quote) -> None:
    assert lead.post("portal:quote-decline", quote.number, data={"reason": ""}).status == 422
    page = lead.follow(lead.post("portal:quote-decline", quote.number, data={"reason": "price", "note": "Too dear"}))
    assert 'data-state="declined"' in page.html
    assert "Too dear" in page.text
    assert not page.has("decline")


def test_others_read_and_decide_nothing(engineer: Door, quote: Quote) -> None:
    assert not engineer.get("portal:quote-detail", quote.number).has("decline")
    assert engineer.post("portal:quote-accept", quote.number).status == 403


def test_a_draft_and_a_foreign_quote_are_absent(cast: StandingCast, lead: Door, outsider: Door, quote: Quote) -> None:
    with serving(cast.management):
        offer = actions.Offer(lines=[actions.QuotedLine("U80M7E", 11_000)], starts_at=AT)
        draft = actions.make_quote(offer=offer, by=cast.sales.actor, at=AT)
    assert draft.number not in lead.get("portal:quote-list").text
    for door, number in ((lead, draft.number), (outsider, quote.number), (lead, "RHEIN-Q9999-X")):
        assert door.get("portal:quote-detail", number).status == 404
        assert door.get("portal:quote-pdf", number).status == 404
        assert door.post("portal:quote-accept", number).status == 404
        assert door.post("portal:quote-decline", number, data={"reason": "price"}).status == 404
