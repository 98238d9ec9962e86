"""Contacts are named, invited and ended; a partner is authorised; our own people are assigned."""

from typing import Any

import pytest
from django.core import mail

from tests.cast import StandingCast, serving
from tests.desk.door import Door, Page
from voorrang.accounts.models import Assignment, Contact, Partner

SOMEBODY = {
    "name": "Nina Nieuw",
    "email": "nina@nieuw.example",
    "phone": "+31201234599",
    "standing": "helpdesk",
    "scope": "all",
    "language": "nl",
    "role": "",
}


def add(door: Door, cast: StandingCast, **changes: Any) -> Page:
    return door.post("desk:contact-new", cast.access.customer.code, data=SOMEBODY | changes)


def test_a_contact_is_named(cast: StandingCast, operator: Door, committed: Any) -> None:
    with committed():
        page = operator.follow(add(operator, cast))
    assert "Nina Nieuw is on the list" in page.text
    assert "nina@nieuw.example" in page.part("contacts")
    assert mail.outbox == []


def test_with_a_role_it_is_invited(cast: StandingCast, operator: Door, committed: Any) -> None:
    with committed():
        operator.follow(add(operator, cast, role="helpdesk_engineer"))
    assert [sent.to for sent in mail.outbox] == [["nina@nieuw.example"]]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "This field is required"),
        ({"standing": "partner"}, "Choose the partner that employs the person"),
        ({"scope": "site"}, "Choose the site whose cases the person sees"),
        ({"scope": "country"}, "Choose the country whose cases the person sees"),
        ({"role": "helpdesk_lead", "email": ""}, "An invitation needs a mail address"),
        ({"email": "", "phone": ""}, "Give a phone number or a mail address"),
        ({"email": "HANNA@nieuw.example"}, "on the list already"),
        ({"standing": "boss"}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    cast: StandingCast, operator: Door, changes: dict[str, str], told: str
) -> None:
    assert cast.access.engineer.contact.email == "hanna@nieuw.example"
    page = add(operator, cast, **changes)
    assert page.status == 422
    assert told in page.text
    with serving(cast.access):
        assert not Contact.objects.filter(name="Nina Nieuw").exists()


def test_a_contact_that_ended_is_gone(cast: StandingCast, operator: Door) -> None:
    town = cast.access
    args = (town.customer.code, town.engineer.contact.id)
    page = operator.follow(operator.post("desk:contact-end", *args))
    assert "has no access any more" in page.text
    assert "Hanna Help" not in page.part("contacts")
    assert operator.post("desk:contact-end", *args).status == 404


def test_somebody_on_the_list_is_invited_later(cast: StandingCast, operator: Door, committed: Any) -> None:
    add(operator, cast)
    with serving(cast.access):
        nina = Contact.objects.get(name="Nina Nieuw")
    code = cast.access.customer.code
    with committed():
        page = operator.follow(operator.post("desk:contact-invite", code, nina.id, data={"role": "helpdesk_engineer"}))
    assert "The invitation went to nina@nieuw.example" in page.text
    assert len(mail.outbox) == 1
    assert operator.post("desk:contact-invite", code, nina.id, data={"role": "operator"}).status == 404


def test_the_list_is_searched_and_exported(cast: StandingCast, operator: Door) -> None:
    code = cast.access.customer.code
    assert "3 contacts" in operator.get("desk:contact-list", code).text
    assert "1 contact" in operator.get("desk:contact-list", code, q="hanna").text
    assert "1 contact" in operator.get("desk:contact-list", code, standing="end_user").text
    assert "No contact fits" in operator.get("desk:contact-list", code, q="\0'").text
    assert len(operator.get("desk:contact-list", code, format="csv").html.strip().splitlines()) == 4


def test_a_partner_is_authorised(cast: StandingCast, operator: Door) -> None:
    code = cast.access.customer.code
    page = operator.follow(
        operator.post("desk:partner-new", code, data={"name": "Kabel & Co", "starts_on": "2026-03-02", "ends_on": ""})
    )
    assert "Kabel & Co is authorised" in page.text
    wrong = {"name": "Later", "starts_on": "2026-03-02", "ends_on": "2026-03-01"}
    turned = operator.post("desk:partner-new", code, data=wrong)
    assert turned.status == 422
    assert "The last day lies before the first" in turned.text
    with serving(cast.access):
        assert Partner.objects.count() == 1


def test_somebody_of_ours_is_assigned_and_ended(cast: StandingCast, operator: Door) -> None:
    town, expert = cast.access, cast.remote_expert
    data = {"person": str(expert.user.id), "role": "remote_expert", "starts_on": "2026-03-02", "ends_on": ""}
    page = operator.follow(operator.post("desk:assignment-new", town.customer.code, data=data))
    assert "Rolf Remote is assigned" in page.text
    assert Door(expert).get("desk:customer-detail", town.customer.code).status == 200
    with serving(town):
        made = Assignment.objects.get(customer=town.customer, user=expert.user)
    assert operator.follow(operator.post("desk:assignment-end", town.customer.code, made.id)).status == 200
    assert Door(expert).get("desk:customer-detail", town.customer.code).status == 404


def test_nobody_is_assigned_in_a_role_that_is_not_theirs(cast: StandingCast, operator: Door) -> None:
    data = {"person": str(cast.remote_expert.user.id), "role": "support_manager", "starts_on": "2026-03-02"}
    page = operator.post("desk:assignment-new", cast.access.customer.code, data=data)
    assert page.status == 422
    assert "does not work in that role" in page.text
