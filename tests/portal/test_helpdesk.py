"""Our helpdesk: who may claim and with which keys. Everybody of the customer may read it, the lead changes it."""

import re

from tests.accounts.pins import issue
from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door
from tests.portal.conftest import colleague
from tests.support.mails import delivered
from voorrang.accounts.models import ApiToken, Contact, CustomerRole, Helpdesk, Partner, Pin, PinGrant, StoredAnswer
from voorrang.accounts.queries import contacts

NEWCOMER = {
    "name": "Nina Neu",
    "email": "nina@rhein.example",
    "phone": "",
    "standing": "helpdesk",
    "scope": "country",
    "country": "DE",
    "language": "de",
    "role": "helpdesk_engineer",
}


def listed(cast: StandingCast) -> set[str]:
    with serving(cast.management):
        return {one.name for one in contacts(AT)}


def test_the_list_is_narrowed_by_standing_and_text(lead: Door) -> None:
    everybody = lead.get("portal:helpdesk")
    assert {"Lea Lead", "Hanna Help", "Eric Enduser"} <= set(
        re.findall(r"Lea Lead|Hanna Help|Eric Enduser", everybody.text)
    )
    only = lead.get("portal:helpdesk", standing="end_user")
    assert "Eric Enduser" in only.part("contacts")
    assert "Hanna Help" not in only.part("contacts")
    assert "No contact fits" in lead.get("portal:helpdesk", q="Nobody & Sons").text


def test_the_export_has_what_the_filter_leaves(lead: Door) -> None:
    lines = lead.get("portal:helpdesk", standing="helpdesk", format="csv").html.strip().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("name,email,phone,standing")
    assert [line.split(",")[0] for line in lines[1:]] == ["Hanna Help", "Lea Lead"]


def test_a_contact_is_named_and_invited_in_one_go(cast: StandingCast, lead: Door) -> None:
    page = lead.follow(lead.post("portal:contact-new", data=NEWCOMER))
    assert "Nina Neu is on the list, and invited." in page.text
    assert [sent.to for sent in delivered()] == [["nina@rhein.example"]]
    with serving(cast.management):
        nina = Contact.objects.get(name="Nina Neu")
    assert (nina.scope, nina.country) == (Contact.Scope.COUNTRY, "DE")


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(cast: StandingCast, lead: Door) -> None:
    page = lead.post("portal:contact-new", data={**NEWCOMER, "country": "", "email": ""})
    assert page.status == 422
    assert "Choose the country whose cases the person sees." in page.text
    assert "An invitation needs a mail address." in page.text
    assert page.value("name") == "Nina Neu"
    assert "Nina Neu" not in listed(cast)


def test_a_contact_that_ends_is_out_at_once(cast: StandingCast, lead: Door, engineer: Door) -> None:
    lead.follow(lead.post("portal:contact-end", cast.management.engineer.contact.id))
    assert "Hanna Help" not in listed(cast)
    assert engineer.get("portal:home").status == 302


def test_the_lead_does_not_end_itself(cast: StandingCast, lead: Door) -> None:
    page = lead.follow(lead.post("portal:contact-end", cast.management.lead.contact.id))
    assert "You cannot end yourself." in page.text
    assert "Lea Lead" in listed(cast)


def test_of_a_pin_only_the_selector_is_shown(cast: StandingCast, lead: Door) -> None:
    selector, *secret = issue(cast.management).split()
    page = lead.get("portal:helpdesk")
    assert f"PIN {selector}" in page.part("helpdesks")
    assert not any(group in page.html for group in secret)


def test_a_new_pin_is_a_link_in_a_mail_and_the_old_one_works_on(cast: StandingCast, lead: Door) -> None:
    issue(cast.management)
    form = lead.get("portal:pin-grant", cast.management.helpdesk.id)
    assert form.value("overlap_days") == "14"
    sent = lead.post(
        "portal:pin-grant",
        cast.management.helpdesk.id,
        data={"contact": str(cast.management.engineer.contact.id), "overlap_days": "3"},
    )
    assert "A link to a new PIN waits for Hanna Help" in lead.follow(sent).text
    assert delivered()[-1].to == ["hanna@rhein.example"]
    with serving(cast.management):
        assert PinGrant.objects.get(used_at=None).overlap_ends_at.date().isoformat() == "2026-03-05"
        assert Pin.objects.get().ends_at is None


def test_a_pin_that_leaked_ends_at_once(cast: StandingCast, lead: Door) -> None:
    issue(cast.management)
    with serving(cast.management):
        pin = Pin.objects.get()
    page = lead.follow(lead.post("portal:pin-end", pin.id))
    assert "no PIN yet" in page.part("helpdesks")
    with serving(cast.management):
        assert Pin.objects.get().ends_at == AT


def test_a_partner_is_authorised_for_a_period_and_ended(cast: StandingCast, lead: Door) -> None:
    data = {"name": "Kabel & Co", "starts_on": "2026-03-01", "ends_on": "2026-12-31"}
    page = lead.follow(lead.post("portal:partner-new", data=data))
    assert "last day 31 Dec 2026" in page.part("partners")
    with serving(cast.management):
        partner = Partner.objects.get()
    assert "Kabel" not in lead.follow(lead.post("portal:partner-end", partner.id)).part("partners")
    turned = lead.post("portal:partner-new", data={**data, "ends_on": "2026-02-01"})
    assert (turned.status, turned.value("name")) == (422, "Kabel & Co")


def test_a_token_is_shown_once_and_kept_nowhere(cast: StandingCast, lead: Door) -> None:
    data = {"name": "ticket system", "scopes": ["cases.read"], "last_day": "2026-12-31", "contact": ""}
    page = lead.post("portal:token-new", data=data)
    text = page.part("token")
    assert text.startswith("vrc_")
    assert not StoredAnswer.objects.filter(body__contains=text).exists()
    listing = lead.get("portal:token-list")
    assert "Read cases" in listing.part("tokens")
    assert "31 Dec 2026" in listing.part("tokens")
    assert text not in listing.html
    with serving(cast.management):
        token = ApiToken.objects.get()
    assert lead.follow(lead.post("portal:token-revoke", token.id)).has("empty")


def test_a_token_that_has_ended_before_it_is_made_is_not_made(cast: StandingCast, lead: Door) -> None:
    page = lead.post("portal:token-new", data={"name": "x", "scopes": ["cases.read"], "last_day": "2026-03-01"})
    assert page.status == 422
    assert "This day is past." in page.text
    with serving(cast.management):
        assert not ApiToken.objects.exists()


def test_an_engineer_reads_and_changes_nothing(cast: StandingCast, engineer: Door) -> None:
    page = engineer.get("portal:helpdesk")
    assert page.status == 200
    assert not any(
        page.has(control) for control in ("new-contact", "grant-pin", "new-partner", "new-helpdesk", "invite")
    )
    assert engineer.post("portal:contact-new", data=NEWCOMER).status == 403


def test_a_foreign_helpdesk_is_not_there(cast: StandingCast, lead: Door) -> None:
    with serving(cast.other):
        helpdesk = Helpdesk.objects.get()
    assert lead.get("portal:pin-grant", helpdesk.id).status == 404
    assert lead.post("portal:contact-end", cast.other.engineer.contact.id).status == 404


def test_a_partners_engineer_does_not_read_the_address_book(cast: StandingCast) -> None:
    door = Door(colleague(cast, CustomerRole.PARTNER_ENGINEER))
    assert door.get("portal:helpdesk").status == 403
    assert not door.get("portal:home").has("nav-helpdesk")
