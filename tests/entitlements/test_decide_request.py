"""May this be claimed? From the rows of a customer to a stored decision with its reasons."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import AT, StandingCast
from tests.entitlements.claims import Scene, codes
from voorrang.accounts.actions import end_contact
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry
from voorrang.contracts.queries import contract_facts, programme_in_force
from voorrang.entitlements.models import Decision
from voorrang.entitlements.standing import standing_at
from voorrang.installed_base.models import UnknownSerial
from voorrang.installed_base.queries import DeviceAsked
from voorrang.lib.tenancy import customer_selected

DESKTOP, MONITOR, LAPTOP, PRINTER = "CZC0000001", "CN40000001", "5CG0000001", "VNB0000001"


def test_a_helpdesk_engineer_with_a_covered_desktop_is_entitled(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask(DESKTOP)
    assert recorded.outcome == "entitled"
    assert (recorded.tier, recorded.scope, recorded.country) == ("PM", "pc", "DE")
    assert (recorded.zone, recorded.site_id) == ("Europe/Berlin", rheinwerk.one.site.id)
    with customer_selected(rheinwerk.one.customer.id):
        stored = Decision.objects.get(id=recorded.decision_id)
        entry = Entry.objects.get(type="decision.made")
    assert stored.outcome == "entitled"
    assert (stored.terms_hash, stored.coverage_hash, stored.readings_hash) == recorded.programme.identity
    assert stored.contact_id == rheinwerk.one.engineer.contact.id
    assert entry.subject_id == stored.id


def test_the_stored_facts_hold_nothing_personal(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask(DESKTOP, contact=None, phone=rheinwerk.one.engineer.contact.phone)
    with customer_selected(rheinwerk.one.customer.id):
        facts = Decision.objects.get(id=recorded.decision_id).facts
    assert json.loads(facts)["caller"]["standing"] == "helpdesk"
    for personal in ("Hanna", "hanna@", "+49221", "adapter"):
        assert personal not in facts


def test_cover_that_ended_is_told_with_its_date(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask(PRINTER, at=datetime(2026, 12, 12, tzinfo=UTC))
    assert recorded.outcome == "refused"
    (reason,) = (reason for reason in recorded.answer.reasons if reason.code == "cover_ended")
    assert reason.facts == {"days": 12, "ended_on": "2026-11-30"}


def test_a_monitor_comes_along_with_its_desktop(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask(MONITOR)
    assert recorded.outcome == "entitled"
    assert "comes_along" in codes(recorded)


def test_an_end_user_is_refused_and_leaves_no_task(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask("NEW0000001", contact=rheinwerk.one.end_user)
    assert recorded.outcome == "refused"
    assert "caller_end_user" in codes(recorded)
    with customer_selected(rheinwerk.one.customer.id):
        assert not UnknownSerial.objects.exists()


def test_an_unlisted_caller_needs_the_pin(rheinwerk: Scene) -> None:
    stranger = {"contact": None, "phone": "+49 30 1234 0000"}
    assert rheinwerk.ask(DESKTOP, **stranger).outcome == "refused"
    assert rheinwerk.ask(DESKTOP, **stranger, pin="verified").outcome == "conditional"


def test_a_system_of_the_helpdesk_vouches_for_whom_it_names(rheinwerk: Scene) -> None:
    assert rheinwerk.ask(DESKTOP, contact=None, by_token=True).outcome == "entitled"
    unlisted = rheinwerk.ask(DESKTOP, contact=None, by_token=True, email="new@rhein.example")
    assert unlisted.outcome == "conditional"
    assert unlisted.facts.missing == ("listed_caller",)
    end_user = rheinwerk.ask(DESKTOP, contact=None, by_token=True, email=rheinwerk.one.end_user.email)
    assert end_user.outcome == "refused"


def test_a_contact_that_has_left_is_on_no_list(rheinwerk: Scene) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        end_contact(contact=rheinwerk.one.engineer.contact, by=SYSTEM, at=AT)
    assert "caller_unlisted_no_pin" in codes(rheinwerk.ask(DESKTOP, at=AT + timedelta(days=1)))


def test_a_partners_engineer_asks_as_long_as_the_authority_lasts(rheinwerk: Scene, cast: StandingCast) -> None:
    engineer = cast.partner_engineer
    assert "caller_partner" in codes(rheinwerk.ask(DESKTOP, contact=engineer.contact, by=engineer.actor))
    with customer_selected(rheinwerk.one.customer.id):
        cast.partner.ends_at = AT - timedelta(days=2)
        cast.partner.save(update_fields=["ends_at"])
    recorded = rheinwerk.ask(DESKTOP, contact=engineer.contact, by=engineer.actor)
    assert "partner_authority_ended" in codes(recorded)


def test_no_diagnosis_is_a_condition_not_a_hurdle(rheinwerk: Scene) -> None:
    assert rheinwerk.ask(DESKTOP, self_diagnosis={"steps": " ", "done": False}).outcome == "conditional"


def test_an_unknown_serial_is_provisional_and_becomes_one_task(rheinwerk: Scene) -> None:
    asked = DeviceAsked(" new0000001", kind="laptop", country="DE")
    assert rheinwerk.ask(asked).outcome == "conditional"
    recorded = rheinwerk.ask(asked)
    assert recorded.devices[0].device_id is None
    with customer_selected(rheinwerk.one.customer.id):
        task = UnknownSerial.objects.get()
    assert (task.serial, task.country, task.reconciled_at) == ("NEW0000001", "DE", None)


def test_a_question_without_a_device_is_decided_by_the_contract(rheinwerk: Scene) -> None:
    recorded = rheinwerk.ask()
    assert recorded.outcome == "entitled"
    assert (recorded.tier, recorded.country) == ("PM", "DE")
    assert recorded.scope


def test_a_customer_without_contract_hears_why(cast: StandingCast) -> None:
    recorded = Scene(cast.other).ask("CZC0000001")
    assert "contract_absent" in codes(recorded)


def test_the_one_statement_says_what_the_contracts_floor_says(rheinwerk: Scene) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        for at in (AT, AT - timedelta(days=400), AT + timedelta(days=3000)):
            standing = standing_at(at)
            assert sorted(standing.contracts) == sorted(contract_facts(at))
            assert standing.programme.identity == programme_in_force(rheinwerk.one.customer, at).identity


@pytest.mark.parametrize("serials", [(DESKTOP,), (DESKTOP, MONITOR, LAPTOP, PRINTER)])
def test_a_decision_takes_four_statements_however_many_devices(rheinwerk: Scene, serials: tuple[str, ...]) -> None:
    rheinwerk.ask(*serials)
    with customer_selected(rheinwerk.one.customer.id), CaptureQueriesContext(connection) as queries:
        rheinwerk.ask(*serials)
    assert len(queries) == 4, [query["sql"][:80] for query in queries]
