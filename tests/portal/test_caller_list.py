"""The lead sends a caller list: dry run, errors in the sheet, taken in, undone; and exports round-trip."""

from dataclasses import asdict

import pytest

from tests.cast import AT, Cast, StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.portal.callers import LIST, send, waiting_list
from voorrang.accounts.jobs import take_in_list
from voorrang.accounts.models import Contact, ContactImport, ContactUpload
from voorrang.lib.jobs import JobContext


def listed(one: Cast, name: str) -> bool:
    with serving(one):
        return bool(Contact.objects.filter(name=name, ended_at=None).exists())


def test_a_list_is_tried_taken_in_and_undone(cast: StandingCast, lead: Door) -> None:
    one = cast.management
    tried = lead.follow(send(lead, LIST))
    assert (tried.part("new"), tried.part("removed")) == ("1", "0")
    assert not listed(one, "Nina Neu")
    with serving(one):
        upload = ContactUpload.objects.get()
    done = lead.follow(lead.post("portal:contact-upload-confirm", upload.id))
    assert "People who were new 1" in done.part("list-report")
    assert listed(one, "Nina Neu")
    again = lead.post("portal:contact-upload-confirm", upload.id)
    assert again.status == 404
    undone = lead.follow(lead.post("portal:contact-import-undo", upload.id))
    assert "This list was undone" in undone.text
    assert not listed(one, "Nina Neu")
    assert lead.post("portal:contact-import-undo", upload.id).status == 409


def test_errors_stand_in_the_same_sheet_in_one_column_more(cast: StandingCast, lead: Door) -> None:
    upload = waiting_list(cast.management, b"name;email;standing\nNina;nina@rhein.example;\nOlaf;nothing;boss\n")
    page = lead.get("portal:contact-upload", upload)
    assert "This is no mail address" in page.part("list-errors")
    assert not page.has("confirm")
    rows = lead.get("portal:contact-upload", upload, format="csv").html.lstrip("\ufeff").splitlines()
    assert rows[0] == "name,email,standing,what_to_mend"
    assert rows[1] == "Nina,nina@rhein.example,,"
    assert rows[2].startswith("Olaf,nothing,boss,")
    assert "name@company.example" in rows[2]


def test_what_is_exported_can_be_sent_back_unchanged(cast: StandingCast, lead: Door) -> None:
    one = cast.management
    with serving(one):
        Contact.objects.filter(id=one.engineer.contact.id).update(name="=HYPERLINK(1)", helpdesk=one.helpdesk)
    assert cast.management.lead
    sheet = lead.get("portal:helpdesk", format="csv").html
    assert "'=HYPERLINK(1)" in sheet, "no spreadsheet runs it"
    tried = lead.follow(send(lead, sheet.encode(), ends_missing="on"))
    assert "The list changes nothing" in tried.text


def test_the_list_does_not_remove_its_sender_or_the_last_lead(cast: StandingCast, lead: Door) -> None:
    page = lead.follow(send(lead, LIST, ends_missing="on"))
    assert "nobody removes themselves" in page.part("list-errors")
    assert "nobody would lead the helpdesk" in page.part("list-errors")
    with serving(cast.management):
        upload = ContactUpload.objects.get()
    assert lead.post("portal:contact-upload-confirm", upload.id).status == 409
    assert listed(cast.management, "Hanna Help")


def test_a_forgotten_list_changes_nothing(cast: StandingCast, lead: Door) -> None:
    upload = waiting_list(cast.management)
    lead.follow(lead.post("portal:contact-upload-drop", upload))
    assert lead.get("portal:contact-upload", upload).status == 404
    with serving(cast.management):
        assert not ContactImport.objects.exists()


def test_what_is_no_list_says_what_to_do(cast: StandingCast, lead: Door) -> None:
    assert send(lead, b"").status == 422
    assert "Open it and save it as" in lead.follow(send(lead, b"PK\x03\x04 a workbook")).text


def test_another_customers_list_is_not_there(
    scenery: Scenery, cast: StandingCast, lead: Door, outsider: Door, engineer: Door
) -> None:
    upload = waiting_list(cast.management)
    assert outsider.get("portal:contact-upload", upload).status == 404
    assert outsider.post("portal:contact-upload-confirm", upload).status == 404
    assert engineer.post("portal:contact-upload-confirm", upload).status == 403
    assert lead.get("portal:contact-upload", upload).status == 200


def test_a_long_list_is_taken_in_by_a_job(cast: StandingCast, lead: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voorrang.accounts.caller_list.uploads.LONG", 10)
    upload = waiting_list(cast.management)
    running = lead.follow(lead.post("portal:contact-upload-confirm", upload))
    assert running.has("busy")
    assert not listed(cast.management, "Nina Neu")
    assert 'data-state="running"' in lead.get("portal:contact-upload-progress", upload).html
    lead.follow(lead.post("portal:contact-upload-confirm", upload))
    with serving(cast.management):
        context = JobContext(cast.management.customer.id, asdict(cast.management.lead.actor), AT, AT)
        take_in_list.function(context, upload=str(upload))
        take_in_list.function(context, upload=str(upload))
    assert listed(cast.management, "Nina Neu")
    assert 'data-state="done"' in lead.get("portal:contact-upload-progress", upload).html
    assert "People who were new 1" in lead.follow(lead.get("portal:contact-upload", upload)).part("list-report")
