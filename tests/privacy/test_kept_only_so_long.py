"""Each kind of record is kept as long as is agreed. What is due goes at night; what is under a hold stays."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Scenery
from voorrang.accounts.actions import end_contact
from voorrang.accounts.actions.calls import note_pin_check
from voorrang.accounts.models import Contact, RateCounter, StoredAnswer
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry
from voorrang.cases.actions import close, resolve
from voorrang.cases.comparison import compare_projection
from voorrang.cases.models import Case, CaseEvent, EventBody
from voorrang.entitlements.replay import replay_all
from voorrang.gateways.mail import Message, send_after_commit
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.installed_base.models import FleetUpload
from voorrang.installed_base.uploads import keep_upload
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import on_side
from voorrang.privacy.holds import place_hold
from voorrang.privacy.periods import PeriodsInvalid, periods, read_periods
from voorrang.privacy.retention import due, last_run, let_go

LATER = AT + timedelta(days=4 * 365)


@pytest.fixture
def old(cast: StandingCast, scenery: Scenery) -> Scenery:
    """Four years ago at Rheinwerk: a closed case, somebody who left, a file, a call, a mail that failed, an answer, a count."""
    with serving(scenery.one):
        resolve(case=scenery.case, text="The board was changed.", by=cast.agent.actor, at=AT)
        close(case=scenery.case, by=cast.management.engineer.actor, at=AT)
        end_contact(contact=cast.management.engineer.contact, by=cast.management.lead.actor, at=AT)
        keep_upload(file=FleetFile("fleet.csv", b"serial\n"), create_places=False, by=cast.management.lead.actor, at=AT)
        send_after_commit(Message("lea@rhein.example", "Hello", "It is about a case."))
        StoredAnswer.objects.create(
            customer_id=scenery.one.customer.id, actor_id=uuid7(), key="k", fingerprint="f", created_at=AT
        )
        note_pin_check(
            helpdesk_id=cast.management.helpdesk.id, number="+4915112345678", outcome="verified", by=SYSTEM, at=AT
        )
    RateCounter.objects.create(key="x", window_starts_at=AT, count=3)
    Session.objects.create(session_key="s", session_data=SessionStore().encode({}), expire_date=AT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        cursor.execute("UPDATE procrastinate_events SET at = %s", [AT])
    return scenery


def counts(at: Any) -> dict[str, int]:
    return {one.kind: one.due for one in due(at)}


def test_nothing_is_due_on_the_first_day(old: Scenery) -> None:
    assert set(counts(AT).values()) == {0}
    let_go(AT)
    with serving(old.one):
        assert Case.objects.get().title == "Will not power on"


def test_the_preview_tells_what_then_goes_and_figures_stay(old: Scenery) -> None:
    with serving(old.one):
        events = CaseEvent.objects.count()
    told = counts(LATER)
    assert {kind for kind, count in told.items() if not count} == set()
    assert let_go(LATER) == told
    assert set(counts(LATER).values()) == {0}
    with serving(old.one):
        assert Case.objects.get().title == "[erased]"
        assert set(EventBody.objects.values_list("text", flat=True)) == {"[erased]"}
        assert Contact.objects.get(id=old.one.engineer.contact.id).name.startswith("Person ")
        assert CaseEvent.objects.count() == events
        assert not FleetUpload.objects.exists()
    assert compare_projection() == []
    assert replay_all()["different"] == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_the_trail_keeps_what_went(old: Scenery) -> None:
    gone = let_go(LATER)
    with transaction.atomic(), on_side("vendor"):
        row = last_run()
        assert row is not None
        assert row.data == {"gone": gone, "holds": 0}
    with serving(old.one):
        assert Entry.objects.get(type="retention.ran").data["case_words"] == 1


def test_nothing_of_a_customer_under_a_hold_goes(cast: StandingCast, old: Scenery) -> None:
    with serving(old.one):
        place_hold(
            customer=old.one.customer,
            subject_kind="customer",
            subject_id=old.one.customer.id,
            reason="A court has asked for it.",
            by=cast.operator.actor,
            at=AT,
        )
    told = {one.kind: (one.due, one.held) for one in due(LATER)}
    for kind in ("case_words", "people", "uploads", "mails", "answers"):
        assert told[kind][0] == 0, kind
        assert told[kind][1] > 0, kind
    let_go(LATER)
    with serving(old.one):
        assert Case.objects.get().title == "Will not power on"
        assert Contact.objects.get(id=old.one.engineer.contact.id).name == "Hanna Help"
        assert FleetUpload.objects.exists()
        assert StoredAnswer.objects.exists()


def test_a_person_under_a_hold_keeps_the_words_of_its_cases(cast: StandingCast, old: Scenery) -> None:
    with serving(old.one):
        place_hold(
            customer=old.one.customer,
            subject_kind="person",
            subject_id=cast.management.engineer.contact.id,
            reason="A court has asked for it.",
            by=cast.operator.actor,
            at=AT,
        )
    let_go(LATER)
    with serving(old.one):
        assert Case.objects.get().title == "Will not power on"
        assert not FleetUpload.objects.exists()


def test_periods_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "retention.toml"
    file.write_text("[case_words]\ndays = 400\n[people]\n", encoding="utf-8")
    found = read_periods(file)
    assert (found["case_words"], found["people"], found["answers"]) == (400, None, periods()["answers"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[photographs]\ndays = 3", "The kinds of records are"),
        ("[people]\ndays = 0", "a whole number from 1"),
        ("[people]\ndays = true", "a whole number from 1"),
        ("[business]\ndays = 30", "kept for good"),
        ("people", "cannot be read"),
    ],
)
def test_a_file_of_periods_that_makes_no_sense_is_told(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "retention.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PeriodsInvalid, match=told):
        read_periods(file)
