"""A person is erased in two steps; what is counted, and why, stays as it was."""

from typing import Any

import pytest
from django.db.models import Count

from tests.cast import AT, StandingCast
from tests.desk.door import Scenery
from voorrang.accounts.models import Contact, User
from voorrang.audit.models import Entry
from voorrang.cases.actions import answer, customer_reply
from voorrang.cases.comparison import compare_projection
from voorrang.cases.models import Case, CaseEvent, EventBody, QueueRow
from voorrang.entitlements.models import Decision
from voorrang.entitlements.replay import replay_all
from voorrang.privacy.erasure import carry_out, confirm_erasure, preview, proof_of, request_erasure, withdraw_request
from voorrang.privacy.models import Erasure
from voorrang.privacy.refusals import ErasedAlready, ReasonMissing, RequestedAlready, RequestWithdrawn, RoleMayNot

WHY = "She has left and asks for it (Art. 17)."


def erased(cast: StandingCast, contact: Contact) -> Erasure:
    """Ask and confirm, as lead and operator do."""
    asked = request_erasure(contact=contact, reason=WHY, by=cast.management.lead.actor, at=AT)
    erasure = confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    return carry_out(erasure=erasure, by=cast.operator.actor, at=AT)


def figures() -> dict[str, Any]:
    """What reports count."""
    return {
        "cases by contact": sorted(Case.objects.values_list("contact_id").annotate(n=Count("id"))),
        "events by person": sorted(map(str, CaseEvent.objects.values_list("by_id", "type").annotate(n=Count("id")))),
        "outcomes": sorted(Decision.objects.values_list("outcome").annotate(n=Count("id"))),
        "callers": Decision.objects.values("contact_id").distinct().count(),
        "queue": sorted(QueueRow.objects.values_list("status", "tier", "due_at")),
        "contacts": Contact.objects.count(),
        "bodies": EventBody.objects.count(),
    }


def test_name_and_words_go_and_no_figure_moves(cast: StandingCast, rheinwerk: Scenery) -> None:
    hanna = cast.management.engineer
    customer_reply(case=rheinwerk.case, text="It is the one of my desk.", by=hanna.actor, at=AT)
    answer(case=rheinwerk.case, text="Dear HANNA  help, we are on it.", by=cast.agent.actor, at=AT)
    answer(case=rheinwerk.case, text="A board is ordered.", by=cast.agent.actor, at=AT)
    before, replayed = figures(), replay_all()
    evidence = erased(cast, hanna.contact)
    texts = list(EventBody.objects.order_by("id").values_list("text", flat=True))
    assert texts == ["[erased]", "[erased]", "[erased]", "A board is ordered."]
    contact, user = Contact.objects.get(id=hanna.contact.id), User.objects.get(id=hanna.user.id)
    assert contact.name == user.name == f"Person {evidence.pseudonym}"
    assert contact.email == user.email
    assert contact.email.endswith("@erased.invalid")
    assert QueueRow.objects.get().title == Case.objects.get().title == "[erased]"
    assert figures() == before
    assert replay_all() == replayed
    assert replayed["checked"] > 0
    assert replayed["different"] == []
    assert compare_projection() == []


def test_access_ends_with_the_confirmation(cast: StandingCast, rheinwerk: Scenery, client: Any) -> None:
    hanna = cast.management.engineer
    client.force_login(hanna.user)
    assert client.get("/portal/").status_code == 200
    asked = request_erasure(contact=hanna.contact, reason=WHY, by=cast.management.lead.actor, at=AT)
    confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    assert client.get("/portal/").status_code == 302
    assert not User.objects.get(id=hanna.user.id).is_active


def test_the_evidence_says_how_much_and_not_who(cast: StandingCast, rheinwerk: Scenery) -> None:
    evidence = erased(cast, cast.management.engineer.contact)
    assert evidence.touched["cases.Case"] == 1
    assert evidence.touched["accounts.Contact"] == 1
    assert evidence.proof == proof_of(Erasure.objects.get())
    types = list(Entry.objects.filter(type__startswith="erasure.").order_by("id").values_list("type", flat=True))
    assert types == ["erasure.requested", "erasure.confirmed", "erasure.done"]
    Erasure.objects.update(touched={"cases.Case": 7})
    assert evidence.proof != proof_of(Erasure.objects.get())


def test_the_preview_says_what_would_go_and_changes_nothing(cast: StandingCast, rheinwerk: Scenery) -> None:
    asked = request_erasure(contact=cast.management.engineer.contact, reason=WHY, by=cast.operator.actor, at=AT)
    found = {one.label: (one.own, one.naming) for one in preview(asked)}
    assert found["accounts.Contact"] == (1, 0)
    assert found["cases.Case"] == (1, 0)
    assert Contact.objects.get(id=asked.contact_id).name == "Hanna Help"


def test_who_may_ask_and_confirm(cast: StandingCast, rheinwerk: Scenery) -> None:
    contact, lead = cast.management.engineer.contact, cast.management.lead.actor
    with pytest.raises(ReasonMissing):
        request_erasure(contact=contact, reason=" ", by=lead, at=AT)
    asked = request_erasure(contact=contact, reason=WHY, by=lead, at=AT)
    with pytest.raises(RequestedAlready):
        request_erasure(contact=contact, reason=WHY, by=lead, at=AT)
    for by in (lead, cast.agent.actor, cast.auditor.actor):
        with pytest.raises(RoleMayNot):
            confirm_erasure(asked=asked, by=by, at=AT)
    withdraw_request(asked=asked, by=lead, at=AT)
    with pytest.raises(RequestWithdrawn):
        confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)


def test_twice_does_nothing_more(cast: StandingCast, rheinwerk: Scenery) -> None:
    evidence = erased(cast, cast.management.engineer.contact)
    again = carry_out(erasure=evidence, by=cast.operator.actor, at=AT)
    assert again.proof == evidence.proof
    with pytest.raises(ErasedAlready):
        request_erasure(contact=cast.management.engineer.contact, reason=WHY, by=cast.operator.actor, at=AT)


def test_a_namesake_and_other_people_stay(cast: StandingCast, rheinwerk: Scenery) -> None:
    erased(cast, cast.management.engineer.contact)
    assert Contact.objects.get(id=cast.management.lead.contact.id).name == "Lea Lead"
    assert User.objects.get(id=cast.other.engineer.user.id).name == "Hanna Help"
