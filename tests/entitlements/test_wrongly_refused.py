"""A fact arrives late: who was refused by mistake is found, once, and a person makes it good."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from tests.cast import AT, BOUGHT, StandingCast
from tests.entitlements.claims import Scene, rheinwerk_in_force
from tests.installed_base.fleet import take_in
from tests.support.mails import delivered
from voorrang.accounts.actions import add_contact
from voorrang.accounts.models import Contact
from voorrang.audit.actor import SYSTEM
from voorrang.cli.main import main
from voorrang.entitlements import redress as actions
from voorrang.entitlements.finding import Finding, find_redress, naming, standing_decisions
from voorrang.entitlements.models import Decision, Redress, RedressRow
from voorrang.entitlements.refusals import ReasonMissing, RoleMayNot
from voorrang.installed_base.actions import undo_import
from voorrang.installed_base.models import Import
from voorrang.lib.jobs import run_pending
from voorrang.lib.tenancy import customer_selected, on_side

DESKTOP, LAPTOP = "CZC0000001", "5CG0000001"
LATER = AT + timedelta(days=3)
GAP = "HP;5CG0000001;4B2C3EA#ABD;EliteBook 840 G9;laptop;yes;DE;HQ;;care_pack;next day;2026-02-18;2026-03-09"
NEW = "HP;5CG0000777;4B2C3EA#ABD;EliteBook 840 G9;laptop;yes;DE;HQ;;warranty;3y;2025-06-01;2028-05-31"


def look(scene: Scene, at: Any = LATER) -> Finding:
    with customer_selected(scene.one.customer.id):
        return find_redress(decisions=standing_decisions(), by=SYSTEM, at=at)


def proposals(scene: Scene) -> list[Redress]:
    with customer_selected(scene.one.customer.id):
        return list(Redress.objects.select_related("decision").order_by("found_at", "id"))


def state_of(proposed: Redress) -> str:
    """Where it stands in the desk's list."""
    with on_side("vendor"):
        return RedressRow.objects.get(id=proposed.id).state


def test_without_news_nothing_is_found(rheinwerk: Scene) -> None:
    rheinwerk.ask(DESKTOP)
    rheinwerk.ask(LAPTOP)
    rheinwerk.ask("UNKNOWN1")
    rheinwerk.ask(DESKTOP, contact=None, phone="+4915100000")
    found = look(rheinwerk)
    assert (found.checked, found.wronged, found.generous, found.unclear.found) == (4, 0, 0, [])


def test_cover_that_arrives_late_shows_who_was_refused_by_mistake(rheinwerk: Scene) -> None:
    refused = rheinwerk.ask(LAPTOP)
    take_in(rheinwerk.one, GAP, at=LATER)
    found = look(rheinwerk)
    assert (found.wronged, found.generous, len(found.new)) == (1, 0, 1)
    (proposed,) = proposals(rheinwerk)
    assert proposed.decision_id == refused.decision_id
    assert (proposed.outcome_was, proposed.outcome_now) == ("refused", "entitled")
    (change,) = proposed.changes
    with customer_selected(rheinwerk.one.customer.id):
        batch = Import.objects.order_by("-imported_at").first()
    assert (change["what"], change["device"], change["now"]["kind"]) == ("cover", LAPTOP, "care_pack")
    assert change["brought_by"] == {"kind": "import", "id": str(batch.id)}


def test_a_second_look_changes_nothing(rheinwerk: Scene) -> None:
    rheinwerk.ask(LAPTOP)
    take_in(rheinwerk.one, GAP, at=LATER)
    look(rheinwerk)
    again = look(rheinwerk)
    assert (again.wronged, again.new, again.closed) == (1, [], [])
    assert len(proposals(rheinwerk)) == 1


def test_a_proposal_falls_away_when_the_import_is_undone(rheinwerk: Scene) -> None:
    rheinwerk.ask(LAPTOP)
    report = take_in(rheinwerk.one, GAP, at=LATER)
    look(rheinwerk)
    with customer_selected(rheinwerk.one.customer.id):
        undo_import(batch=Import.objects.get(id=report.import_id), by=SYSTEM, at=LATER + timedelta(hours=1))
    assert len(look(rheinwerk, LATER + timedelta(hours=2)).closed) == 1
    (closed,) = proposals(rheinwerk)
    assert closed.closed_because == "reverted"
    assert state_of(closed) == "closed"


def test_a_serial_that_becomes_known_counts_if_the_unit_was_covered_by_then(rheinwerk: Scene) -> None:
    was = rheinwerk.ask("5CG0000777").outcome
    take_in(rheinwerk.one, NEW, at=LATER)
    look(rheinwerk)
    (proposed,) = proposals(rheinwerk)
    assert (was, proposed.outcome_was, proposed.outcome_now) == ("conditional", "conditional", "entitled")
    assert [change["what"] for change in proposed.changes] == ["device", "cover"]


def test_a_contact_listed_with_an_earlier_start_was_wrongly_unlisted(rheinwerk: Scene) -> None:
    assert rheinwerk.ask(DESKTOP, contact=None, phone="0221 555 0199").outcome == "refused"
    with customer_selected(rheinwerk.one.customer.id):
        late = {"standing": Contact.Standing.HELPDESK, "by": SYSTEM}
        add_contact(name="Nora Neu", phone="+49 221 5550199", at=BOUGHT, **late)
        add_contact(name="Otto Other", phone="+49 221 5550100", at=BOUGHT, **late)
    look(rheinwerk)
    (proposed,) = proposals(rheinwerk)
    assert (proposed.outcome_was, proposed.outcome_now) == ("refused", "entitled")
    assert proposed.changes[0]["what"] == "caller"


def test_a_contact_listed_from_today_was_rightly_unlisted(rheinwerk: Scene) -> None:
    rheinwerk.ask(DESKTOP, contact=None, phone="0221 555 0199")
    with customer_selected(rheinwerk.one.customer.id):
        add_contact(name="Nora Neu", phone="+49 221 5550199", standing=Contact.Standing.HELPDESK, by=SYSTEM, at=LATER)
    assert look(rheinwerk).wronged == 0


def test_what_was_too_generous_is_listed_apart_and_never_made_good(rheinwerk: Scene, cast: StandingCast) -> None:
    rheinwerk.ask(DESKTOP)
    short = "HP;CZC0000001;6A1B2EA#ABD;EliteDesk 800 G9;desktop;yes;DE;HQ;;warranty;3y onsite;2024-06-01;2026-01-31"
    take_in(rheinwerk.one, short, at=LATER)
    look(rheinwerk)
    (proposed,) = proposals(rheinwerk)
    assert (proposed.verdict, proposed.credit_amount) == ("generous", None)
    with customer_selected(rheinwerk.one.customer.id), pytest.raises(actions.NothingToMakeGood):
        approve(proposed, cast)


def approve(proposed: Redress, cast: StandingCast, **changes: Any) -> Any:
    said = {"apology": "We are sorry.", "amount": Decimal(75), "reason": "Cover was there."} | changes
    return actions.approve_redress(redress=proposed, by=cast.support_manager.actor, at=LATER, **said)


@pytest.fixture
def proposed(rheinwerk: Scene) -> Redress:
    rheinwerk.ask(LAPTOP)
    take_in(rheinwerk.one, GAP, at=LATER)
    look(rheinwerk)
    return proposals(rheinwerk)[0]


def test_a_person_approves_and_the_caller_and_the_lead_are_told(
    proposed: Redress, rheinwerk: Scene, cast: StandingCast, django_capture_on_commit_callbacks: Any
) -> None:
    assert (proposed.credit_amount, proposed.currency) == (Decimal("75.00"), "EUR")
    with django_capture_on_commit_callbacks(execute=True), customer_selected(rheinwerk.one.customer.id):
        answer = approve(proposed, cast)
    assert (answer.answer, answer.credit_amount, answer.role) == ("approved", Decimal(75), "support_manager")
    mails = delivered()
    assert {one.to[0] for one in mails} == {"hanna@rhein.example", "lea@rhein.example"}
    assert "We are sorry." in mails[0].body
    assert state_of(proposed) == "approved"


def test_nobody_answers_twice_without_reason_or_without_the_role(
    proposed: Redress, rheinwerk: Scene, cast: StandingCast
) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        with pytest.raises(ReasonMissing):
            approve(proposed, cast, reason=" ")
        with pytest.raises(RoleMayNot):
            actions.decline_redress(redress=proposed, reason="No.", by=cast.agent.actor, at=LATER)
        with pytest.raises(actions.CreditNotUsable):
            approve(proposed, cast, amount=Decimal(-1))
        actions.decline_redress(redress=proposed, reason="Served by phone.", by=cast.support_manager.actor, at=LATER)
        with pytest.raises(actions.RedressAnswered):
            approve(proposed, cast)


def test_what_was_answered_stays_answered(proposed: Redress, rheinwerk: Scene, cast: StandingCast) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        approve(proposed, cast)
    assert look(rheinwerk).new == []
    assert state_of(proposed) == "approved"


def test_an_import_looks_at_the_decisions_that_name_its_devices(rheinwerk: Scene) -> None:
    touched = rheinwerk.ask(LAPTOP)
    rheinwerk.ask(DESKTOP)
    with customer_selected(rheinwerk.one.customer.id):
        assert list(naming(Decision.objects.all(), {LAPTOP})) == [touched.decision_id]


def test_an_import_by_itself_lets_the_worker_look(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        scene = rheinwerk_in_force(cast)
        scene.ask(LAPTOP)
    with transaction.atomic():
        take_in(scene.one, GAP, at=LATER)
    run_pending()
    with transaction.atomic():
        assert [one.outcome_was for one in proposals(scene)] == ["refused"]


def test_the_command_line_counts_and_finds_nothing_twice(
    real_commits: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction.atomic():
        scene = rheinwerk_in_force(StandingCast())
        scene.ask(LAPTOP)
        take_in(scene.one, GAP, at=LATER)
    assert main(["decisions", "recheck", "--json"]) == 1
    assert main(["decisions", "recheck", "--json", "--customer", "rhein", "--since", "2026-01-01"]) == 1
    first, again = (json.loads(line) for line in capsys.readouterr().out.replace("}\n{", "}\0{").split("\0"))
    assert (first["wronged"], first["new"]) == (1, 1)
    assert (again["wronged"], again["new"]) == (1, 0)
    assert main(["decisions", "recheck", "--customer", "NOBODY"]) == 2
