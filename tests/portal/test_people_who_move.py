"""Whoever moves keeps a history and loses the old access with the next request; the last lead stays."""

from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.pins import check, issue
from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.portal.callers import partner_for
from tests.portal.conftest import colleague
from voorrang.accounts import actions
from voorrang.accounts.actions.moves import place_mark
from voorrang.accounts.models import ApiToken, Contact, ContactVersion, CustomerRole, Membership, Partner


def place(contact: Contact, **changes: str) -> dict[str, str]:
    said = {name: getattr(contact, name) for name in ("standing", "scope", "country")}
    return said | {"site": "", "partner": "", "helpdesk": "", "seen": place_mark(contact)} | changes


def test_who_moves_sees_the_old_place_no_more(scenery: Scenery, lead: Door, engineer: Door) -> None:
    contact = scenery.one.engineer.contact
    other = scenery.one.lead
    with serving(scenery.one):
        actions.make_token(name="Mine", contact=contact, by=scenery.one.engineer.actor, at=AT)
    assert scenery.case.number in engineer.get("portal:case-list").text
    moved = lead.follow(
        lead.post("portal:contact-move", contact.id, data=place(contact, scope="country", country="FR"))
    )
    assert "What Hanna Help saw before is closed already" in moved.text
    assert "changed the place on the list" in moved.part("history")
    assert other.user.name in moved.part("history")
    with serving(scenery.one):
        was, now = ContactVersion.objects.filter(contact=contact).order_by("starts_at")
        assert (was.scope, was.ends_at, now.scope, now.country) == ("all", AT, "country", "FR")
        assert ApiToken.objects.get(name="Mine").revoked_at == AT


def test_two_who_change_the_same_person_are_told(scenery: Scenery, lead: Door) -> None:
    contact = scenery.one.engineer.contact
    seen_by_both = place(contact, scope="own")
    lead.follow(lead.post("portal:contact-move", contact.id, data=seen_by_both | {"scope": "own"}))
    late = lead.post("portal:contact-move", contact.id, data=seen_by_both | {"scope": "all"})
    assert late.status == 409
    assert "Somebody else has just changed" in late.text


def test_a_role_changes_with_the_next_request(scenery: Scenery, lead: Door, engineer: Door) -> None:
    contact = scenery.one.engineer.contact
    assert engineer.get("portal:case-open").status == 200
    page = lead.follow(lead.post("portal:contact-role", contact.id, data={"role": "executive"}))
    assert "ended the access as Helpdesk engineer" in page.part("history")
    assert engineer.get("portal:case-open").status == 403


def test_nobody_takes_the_lead_from_itself(scenery: Scenery, lead: Door) -> None:
    contact = scenery.one.lead.contact
    assert lead.post("portal:contact-role", contact.id, data={"role": "executive"}).status == 409
    with serving(scenery.one):
        assert Membership.objects.get(contact=contact).role == "helpdesk_lead"


@pytest.mark.parametrize("name", ["portal:contact-detail", "portal:contact-move", "portal:contact-role"])
def test_a_forged_id_is_not_there(scenery: Scenery, lead: Door, cast: StandingCast, name: str) -> None:
    stranger = cast.other.engineer.contact.id
    if name == "portal:contact-detail":
        assert lead.get(name, stranger).status == 404
    else:
        assert lead.post(name, stranger, data={"role": "executive"}).status in {404, 422}
    foreign_site = str(cast.other.site.id)
    contact = scenery.one.engineer.contact
    forged = place(contact, scope="site", site=foreign_site)
    assert lead.post("portal:contact-move", contact.id, data=forged).status == 422


def test_the_desk_does_not_let_the_last_lead_go(scenery: Scenery, cast: StandingCast) -> None:
    operator = Door(cast.operator)
    page = operator.follow(operator.post("desk:contact-end", scenery.code, scenery.one.lead.contact.id))
    assert "Make another person lead first" in page.text
    with serving(scenery.one):
        assert Contact.objects.get(id=scenery.one.lead.contact.id).ended_at is None


def test_a_partner_that_leads_alone_is_not_ended(scenery: Scenery, lead: Door, cast: StandingCast) -> None:
    partner = partner_for(scenery.one, 40)
    colleague(cast, CustomerRole.HELPDESK_LEAD, "Petra Partner", standing="partner", partner=partner)
    with serving(scenery.one):
        Membership.objects.filter(contact=scenery.one.lead.contact).update(role="executive")
    operator = Door(cast.operator)
    page = operator.follow(operator.post("desk:partner-end", scenery.code, partner.id))
    assert "Make another person lead first" in page.text
    with serving(scenery.one):
        assert Partner.objects.get(id=partner.id).ends_at == AT + timedelta(days=40)


def test_a_partners_end_is_shown_and_moved(scenery: Scenery, lead: Door) -> None:
    partner = partner_for(scenery.one, 12)
    assert "ends in 12 days" in lead.get("portal:helpdesk").part("partners")
    lead.follow(lead.post("portal:partner-extend", partner.id, data={"ends_on": "2026-12-31"}))
    assert "ends in" not in lead.get("portal:helpdesk").part("partners")
    assert lead.post("portal:partner-extend", partner.id, data={"ends_on": "2026-01-01"}).status == 422


def test_after_its_end_a_partners_people_stay_outside_with_the_reason(
    scenery: Scenery, cast: StandingCast, settings: Any
) -> None:
    partner = partner_for(scenery.one, 12)
    person = colleague(cast, CustomerRole.PARTNER_ENGINEER, "Petra Partner", standing="partner", partner=partner)
    door = Door(person)
    assert door.get("portal:case-list").status == 200
    settings.VOORRANG_NOW = AT + timedelta(days=13)
    assert "/account/login/" in door.get("portal:case-list").to
    refused = scenery.scene.ask("CZC0000001", contact=person.contact, at=AT + timedelta(days=13))
    assert refused.outcome == "refused"
    assert "partner_authority_ended" in {reason.code for reason in refused.answer.reasons}


def test_who_has_left_is_found_with_the_history(scenery: Scenery, lead: Door) -> None:
    contact = scenery.one.engineer.contact
    lead.post("portal:contact-end", contact.id)
    assert "Hanna Help" in lead.get("portal:helpdesk", left="1").part("contacts")
    assert "took the person off the list" in lead.get("portal:contact-detail", contact.id).part("history")


def test_pins_are_judged_at_a_glance(scenery: Scenery, lead: Door, settings: Any) -> None:
    with serving(scenery.one):
        actions.grant_pin(
            helpdesk=scenery.one.helpdesk, contact=scenery.one.lead.contact, by=scenery.one.lead.actor, at=AT
        )
    pin = issue(scenery.one)
    assert "never used" in lead.get("portal:helpdesk").part("helpdesks")
    check(pin)
    assert "last used" in lead.get("portal:helpdesk").part("helpdesks")
    assert "old: a new one" not in lead.get("portal:helpdesk").part("helpdesks")
    lead.follow(lead.post("portal:pin-plan", data={"every_months": "1"}))
    assert lead.post("portal:pin-plan", data={"every_months": "0"}).status == 422
    settings.VOORRANG_NOW = AT + timedelta(days=40)
    later = Door(scenery.one.lead).get("portal:helpdesk").part("helpdesks")
    assert "old: a new one is due" in later
    assert "A new PIN is due every month" in later
    with serving(scenery.one):
        actions.grant_pin(
            helpdesk=scenery.one.helpdesk,
            contact=scenery.one.lead.contact,
            by=scenery.one.lead.actor,
            at=AT + timedelta(days=30),
        )
    assert "did not open the link" in Door(scenery.one.lead).get("portal:helpdesk").text
