"""Sales makes a customer with its first place, helpdesk and person, all or nothing."""

from typing import Any

import pytest
from django.core import mail

from tests.cast import StandingCast, serving
from tests.desk.door import Door
from tests.desk.typed import customer
from voorrang.accounts.models import Affiliate, Contact, Customer, Helpdesk, Site
from voorrang.lib.tenancy import customer_selected, on_side


def test_it_has_a_place_a_helpdesk_and_a_person_who_is_invited(sales: Door, cast: StandingCast, committed: Any) -> None:
    with committed():
        page = sales.follow(sales.post("desk:customer-new", data=customer()))
    assert "Hafen Nord is a customer now. Next: the order." in page.text
    assert "Hein Hansen" in page.text
    assert "Hamburg" in page.text
    assert "no PIN yet" in page.text
    assert page.has("new-order")
    assert [sent.to for sent in mail.outbox] == [["hein@hafen.example"]]


def test_without_a_tick_nobody_is_invited(sales: Door, cast: StandingCast, committed: Any) -> None:
    with committed():
        sales.post("desk:customer-new", data=customer(invite=""))
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "This field is required"),
        ({"code": "x"}, "2 to 12 capitals or digits"),
        ({"code": "H-1"}, "2 to 12 capitals or digits"),
        ({"code": "RHEIN"}, "Another customer has this code"),
        ({"head_office_country": "XX"}, "not one of the available choices"),
        ({"affiliate_code": "a b"}, "without spaces"),
        ({"zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"zone": ""}, "Its time zone : This field is required"),
        ({"language": ""}, "Language : This field is required"),
        ({"contact_email": "hein"}, "Enter a valid email address"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(
    sales: Door, cast: StandingCast, changes: dict[str, str], told: str
) -> None:
    assert cast.management.customer.code == "RHEIN"
    page = sales.post("desk:customer-new", data=customer(**changes))
    assert page.status == 422
    assert told in page.text
    assert page.value("contact_name") == "Hein Hansen"
    assert not Customer.objects.filter(code="HAFEN").exists()


def test_sent_twice_it_is_made_once(sales: Door, cast: StandingCast) -> None:
    data = customer() | {"idempotency_key": "once"}
    assert sales.post("desk:customer-new", data=data).to == sales.post("desk:customer-new", data=data).to
    assert Customer.objects.filter(code="HAFEN").count() == 1


def test_a_site_is_added_to_an_affiliate_or_with_a_new_one(cast: StandingCast, operator: Door) -> None:
    town = cast.access
    site = {"country": "NL", "site_name": "Annex", "site_code": "ANX", "zone": "Europe/Amsterdam"}
    known = site | {"affiliate": str(town.affiliate.id)}
    assert "Annex is added" in operator.follow(operator.post("desk:place-new", town.customer.code, data=known)).text
    again = operator.post("desk:place-new", town.customer.code, data=known)
    assert again.status == 422
    assert "Another site of the customer has this code" in again.text
    new = site | {"affiliate": "", "site_code": "BXL", "country": "BE"}
    unnamed = operator.post("desk:place-new", town.customer.code, data=new)
    assert "A new affiliate needs it" in unnamed.text
    named = new | {"affiliate_name": "Nieuwstad BV", "affiliate_code": "BE"}
    operator.follow(operator.post("desk:place-new", town.customer.code, data=named))
    with serving(town):
        assert Affiliate.objects.count() == 2
        assert set(Site.objects.values_list("code", flat=True)) == {"HQ", "ANX", "BXL"}


def test_a_helpdesk_is_added(cast: StandingCast, operator: Door) -> None:
    code = cast.access.customer.code
    page = operator.follow(operator.post("desk:helpdesk-new", code, data={"name": "Night", "countries": "nl, be"}))
    assert "Night is added. It has no PIN yet." in page.text
    with serving(cast.access):
        assert Helpdesk.objects.get(name="Night").countries == ["NL", "BE"]
    again = operator.post("desk:helpdesk-new", code, data={"name": "Night", "countries": "ZZ"})
    assert again.status == 422
    assert "Another helpdesk of the customer has this name" in again.text
    assert "No country has the code ZZ" in again.text


def test_the_list_finds_it_by_name_or_code(sales: Door, cast: StandingCast) -> None:
    assert "No customer yet" in sales.get("desk:customer-list").text
    sales.post("desk:customer-new", data=customer())
    assert "1 customer" in sales.get("desk:customer-list", q="hafen").text
    assert "1 customer" in sales.get("desk:customer-list", q="HAF").text
    assert "No customer by this name" in sales.get("desk:customer-list", q="' OR 1=1").text
    export = sales.get("desk:customer-list", format="csv")
    assert len(export.html.strip().splitlines()) == 2


def test_its_first_person_may_claim_for_all(sales: Door, cast: StandingCast) -> None:
    sales.post("desk:customer-new", data=customer())
    made = Customer.objects.get(code="HAFEN")
    with on_side("vendor"), customer_selected(made.id):
        contact = Contact.objects.get()
    assert (contact.standing, contact.scope) == ("helpdesk", "all")
