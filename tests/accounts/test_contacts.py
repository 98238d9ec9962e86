"""The people that a customer names, found by phone and mail address."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.actions import ContactIncomplete
from voorrang.accounts.models import Contact, Customer
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_email, contact_by_phone, customer_by_code
from voorrang.audit.actor import SYSTEM


@pytest.mark.parametrize(
    "spelling", ["+31201234501", "+31 20 123 45 01", "0031201234501", "020-123 4501", "020 1234501"]
)
def test_a_phone_number_is_found_in_any_spelling(cast: StandingCast, spelling: str) -> None:
    with serving(cast.access):
        assert contact_by_phone(spelling, AT, country="NL") == cast.access.engineer.contact


def test_a_mail_address_is_found_in_any_case(cast: StandingCast) -> None:
    with serving(cast.access):
        assert contact_by_email(" Hanna@NIEUW.example ", AT) == cast.access.engineer.contact


def test_nobody_is_found_by_nothing(cast: StandingCast) -> None:
    with serving(cast.access):
        assert contact_by_phone("", AT) is None
        assert contact_by_email(" ", AT) is None


def test_who_has_left_is_not_found(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.end_contact(contact=cast.access.engineer.contact, by=SYSTEM, at=AT)
        assert contact_by_email("hanna@nieuw.example", AT + timedelta(seconds=1)) is None


def test_the_other_customers_people_are_not_found(cast: StandingCast) -> None:
    phone = cast.access.engineer.contact.phone
    with serving(cast.other):
        assert contact_by_phone(phone, AT) is None


def test_a_number_that_no_plan_knows_is_kept(cast: StandingCast) -> None:
    assert e164("+999 12 34") == "+9991234"
    assert e164("ext. 4711") == "4711"


@pytest.mark.parametrize(
    ("missing", "facts"),
    [
        ("partner", {"standing": Contact.Standing.PARTNER}),
        ("site", {"standing": Contact.Standing.HELPDESK, "scope": Contact.Scope.SITE}),
        ("country", {"standing": Contact.Standing.HELPDESK, "scope": Contact.Scope.COUNTRY}),
    ],
)
def test_a_contact_names_what_its_standing_and_scope_need(
    cast: StandingCast, missing: str, facts: dict[str, str]
) -> None:
    with serving(cast.access), pytest.raises(ContactIncomplete, match=missing):
        actions.add_contact(name="Half", by=SYSTEM, at=AT, **facts)


def test_a_customer_is_found_by_its_code(cast: StandingCast) -> None:
    one = cast.access
    assert customer_by_code("nieuw") == one.customer
    with pytest.raises(Customer.DoesNotExist):
        customer_by_code("NOBODY")
