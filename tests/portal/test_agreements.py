"""The customer's lead or executive reads an agreement, signs it and downloads it; a draft and a foreign one are absent."""

import pytest

from tests.cast import AT, StandingCast, serving
from tests.contracts.agreements import drafted
from tests.desk.door import Door
from tests.portal.conftest import colleague
from voorrang.accounts.models import CustomerRole
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.contracts.models import Agreement


@pytest.fixture
def offered(cast: StandingCast) -> Agreement:
    """The vendor has signed; Rheinwerk has not."""
    agreement = drafted(cast, cast.management)
    with serving(cast.management):
        sign_side(agreement=agreement, revision=1, by=cast.sales.actor, at=AT)
    return agreement


def test_the_lead_signs_it(lead: Door, offered: Agreement) -> None:
    where = [offered.number, offered.version]
    page = lead.get("portal:agreement-detail", *where)
    assert "Response within 4 h" in page.text
    assert page.has("sign-yes")
    page = lead.follow(lead.post("portal:agreement-sign", *where, data={"revision": "1"}))
    assert 'data-state="in_force"' in page.html
    assert "Lea Lead" in page.text
    assert lead.get("portal:agreement-pdf", *where).html.startswith("%PDF")


def test_who_comes_second_hears_who_was_first(cast: StandingCast, lead: Door, offered: Agreement) -> None:
    executive = Door(colleague(cast, CustomerRole.EXECUTIVE))  # type: ignore[arg-type]
    where = [offered.number, offered.version]
    lead.post("portal:agreement-sign", *where, data={"revision": "1"})
    late = executive.post("portal:agreement-sign", *where, data={"revision": "1"})
    assert late.status == 409
    assert "Already signed for your side by Lea Lead" in late.html


def test_an_engineer_does_not_see_it(engineer: Door, offered: Agreement) -> None:
    assert engineer.get("portal:agreement-detail", offered.number, offered.version).status == 403
    assert engineer.post("portal:agreement-sign", offered.number, offered.version).status == 403


def test_a_draft_and_a_foreign_one_are_absent(
    cast: StandingCast, lead: Door, outsider: Door, offered: Agreement
) -> None:
    draft = drafted(cast, cast.management)
    assert lead.get("portal:agreement-detail", draft.number, draft.version).status == 404
    assert outsider.get("portal:agreement-detail", offered.number, offered.version).status in {403, 404}
    assert str(draft) not in lead.get("portal:agreement-list").text
