"""An unlisted caller whom an agent let in waits for the lead: approved, declined, or over in time. One answer holds."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.portal.callers import AGENT, CALLER, waiting_caller
from voorrang.accounts import actions
from voorrang.accounts.models import Admission, Contact
from voorrang.audit.models import Entry

YES = {"name": "Nina Neu", "phone": CALLER, "email": "", "standing": "helpdesk", "scope": "own", "language": "de"}


def answer_of(scenery: Scenery, admission: Admission) -> str:
    with serving(scenery.one):
        return str(Admission.objects.get(id=admission.id).answer)


def test_the_lead_sees_who_waits_and_approves(scenery: Scenery, lead: Door) -> None:
    admission = waiting_caller(scenery.one)
    assert "1 caller waits for your approval" in lead.get("portal:helpdesk").part("waiting-callers")
    assert "New colleague" in lead.get("portal:admission-list").part("waiting")
    lead.follow(
        lead.post("portal:admission-approve", admission.id, data=YES | {"helpdesk": str(scenery.one.helpdesk.id)})
    )
    with serving(scenery.one):
        contact = Contact.objects.get(phone=CALLER)
        assert (contact.created_at, contact.helpdesk) == (AT, scenery.one.helpdesk)
        assert Entry.objects.filter(type="caller.approved", subject_id=admission.id).exists()
    assert "waiting-callers" not in lead.get("portal:helpdesk").html


def test_a_decline_names_why_and_lets_nobody_in_again(scenery: Scenery, lead: Door) -> None:
    admission = waiting_caller(scenery.one)
    assert lead.post("portal:admission-decline", admission.id, data={"reason": ""}).status == 422
    lead.follow(lead.post("portal:admission-decline", admission.id, data={"reason": "Left us in May."}))
    assert "Left us in May." in lead.get("portal:admission-list").part("settled")
    refused = scenery.scene.ask("CZC0000001", contact=None, phone=CALLER, pin="verified")
    assert (refused.outcome, refused.answer.reasons[0].code) == ("refused", "caller_outsider")
    with serving(scenery.one), pytest.raises(actions.CallerDeclined) as told:
        actions.admit_caller(name="N", number=CALLER, reason="Again", days=1, by=AGENT, at=AT)
    assert told.value.admission.answer_reason == "Left us in May."


def test_of_two_leads_one_wins_and_the_other_is_told(scenery: Scenery, lead: Door) -> None:
    admission = waiting_caller(scenery.one)
    lead.follow(lead.post("portal:admission-decline", admission.id, data={"reason": "Unknown here."}))
    late = lead.post("portal:admission-approve", admission.id, data=YES)
    assert late.status == 409
    assert "settled already" in late.text
    with serving(scenery.one):
        assert not Contact.objects.filter(phone=CALLER).exists()


def test_what_nobody_answers_ends_with_a_word(scenery: Scenery, lead: Door) -> None:
    admission = waiting_caller(scenery.one, days=2)
    with serving(scenery.one):
        assert actions.lapse_admissions(AT + timedelta(days=2) - timedelta(seconds=1)) == 0
        assert actions.lapse_admissions(AT + timedelta(days=2)) == 1
        assert actions.lapse_admissions(AT + timedelta(days=2)) == 0
        assert Entry.objects.filter(type="caller.lapsed").count() == 1
    assert answer_of(scenery, admission) == "lapsed"
    assert "no answer in time" in lead.get("portal:admission-list").part("settled")


def test_two_agents_who_meet_the_same_caller_make_one_admission(scenery: Scenery) -> None:
    assert waiting_caller(scenery.one).id == waiting_caller(scenery.one, "0151 12345678").id


def test_no_longer_than_the_programme_says(scenery: Scenery) -> None:
    assert waiting_caller(scenery.one, days=300).expires_at == AT + timedelta(days=5)


def test_another_customers_lead_finds_nobody(scenery: Scenery, outsider: Door, cast: StandingCast) -> None:
    admission = waiting_caller(scenery.one)
    assert outsider.get("portal:admission-approve", admission.id).status == 404
    assert outsider.post("portal:admission-decline", admission.id, data={"reason": "No."}).status == 404
    assert answer_of(scenery, admission) == ""
