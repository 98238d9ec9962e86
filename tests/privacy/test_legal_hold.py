"""What is under a legal hold stays: neither a person nor the sweep erases it, and the refusal says why and who can lift it."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import AT, StandingCast
from tests.desk.door import Scenery
from voorrang.accounts.models import Contact
from voorrang.audit.models import Entry
from voorrang.privacy.erasure import carry_out, confirm_erasure, request_erasure
from voorrang.privacy.holds import lift_hold, place_hold
from voorrang.privacy.models import Hold
from voorrang.privacy.refusals import HeldAlready, ReasonMissing, RoleMayNot, UnderLegalHold


def held(cast: StandingCast, scenery: Scenery, kind: str) -> Hold:
    subjects: dict[str, UUID] = {
        "customer": scenery.one.customer.id,
        "person": cast.management.engineer.contact.id,
        "case": scenery.case.id,
    }
    return place_hold(
        customer=scenery.one.customer,
        subject_kind=kind,
        subject_id=subjects[kind],
        reason="A court has asked for it.",
        by=cast.operator.actor,
        at=AT,
    )


@pytest.mark.parametrize("kind", ["customer", "person", "case"])
def test_a_hold_stops_the_erasure_until_it_is_lifted(cast: StandingCast, rheinwerk: Scenery, kind: str) -> None:
    hold = held(cast, rheinwerk, kind)
    contact = cast.management.engineer.contact
    asked = request_erasure(contact=contact, reason="She asks.", by=cast.management.lead.actor, at=AT)
    with pytest.raises(UnderLegalHold) as refused:
        confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    assert (refused.value.hold_id, refused.value.subject_kind, refused.value.since) == (hold.id, kind, AT)
    assert Contact.objects.get(id=contact.id).ended_at is None
    lift_hold(hold=hold, by=cast.operator.actor, at=AT)
    confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    assert list(Entry.objects.filter(subject_kind="hold").order_by("id").values_list("type", flat=True)) == [
        "hold.placed",
        "hold.lifted",
    ]


def test_a_hold_placed_after_the_confirmation_stops_the_rest(cast: StandingCast, rheinwerk: Scenery) -> None:
    contact = cast.management.engineer.contact
    asked = request_erasure(contact=contact, reason="She asks.", by=cast.management.lead.actor, at=AT)
    erasure = confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    held(cast, rheinwerk, "case")
    with pytest.raises(UnderLegalHold):
        carry_out(erasure=erasure, by=cast.operator.actor, at=AT + timedelta(minutes=1))
    assert Contact.objects.get(id=contact.id).name == "Hanna Help"


def test_only_an_operator_holds_and_lifts(cast: StandingCast, rheinwerk: Scenery) -> None:
    hold = held(cast, rheinwerk, "person")
    for by in (cast.agent.actor, cast.auditor.actor, cast.management.lead.actor):
        with pytest.raises(RoleMayNot):
            lift_hold(hold=hold, by=by, at=AT)
    with pytest.raises(HeldAlready):
        held(cast, rheinwerk, "person")
    with pytest.raises(ReasonMissing):
        place_hold(
            customer=rheinwerk.one.customer,
            subject_kind="case",
            subject_id=rheinwerk.case.id,
            reason=" ",
            by=cast.operator.actor,
            at=AT,
        )
