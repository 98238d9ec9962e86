"""A person gets everything that is about it or that it wrote, and nothing of anybody else."""

import io
import json
import zipfile
from typing import Any

from tests.cast import AT, StandingCast
from tests.desk.door import Scenery
from voorrang.accounts.models import Contact
from voorrang.audit.models import Entry
from voorrang.cases.actions import answer, customer_reply
from voorrang.privacy.export import export_person


def opened(packed: bytes) -> tuple[dict[str, list[dict[str, Any]]], str]:
    """Return the rows by table, and the page to read."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        data = json.loads(archive.read("data.json"))
        return {one["table"]: one["rows"] for one in data["tables"]}, archive.read("data.html").decode()


def test_it_holds_what_is_about_the_person_and_what_it_wrote(cast: StandingCast, rheinwerk: Scenery) -> None:
    hanna = cast.management.engineer
    customer_reply(case=rheinwerk.case, text="It is the one of my desk.", by=hanna.actor, at=AT)
    tables, page = opened(export_person(contact=hanna.contact, by=hanna.actor, at=AT))
    assert tables["accounts.Contact"][0]["email"] == "hanna@rhein.example"
    assert tables["accounts.User"][0]["name"] == "Hanna Help"
    assert tables["cases.Case"][0]["title"] == "Will not power on"
    assert [row["text"] for row in tables["cases.EventBody"]][-1] == "It is the one of my desk."
    assert {row["type"] for row in tables["audit.Entry"]} >= {"case.opened", "case.replied"}
    assert "It is the one of my desk." in page
    assert "hanna@rhein.example" in page


def test_nothing_of_anybody_else_is_in_it(cast: StandingCast, rheinwerk: Scenery) -> None:
    hanna, lead = cast.management.engineer, cast.management.lead
    customer_reply(case=rheinwerk.case, text="Lea has seen it too.", by=lead.actor, at=AT)
    answer(case=rheinwerk.case, text="We told Hanna Help already.", internal=True, by=cast.agent.actor, at=AT)
    packed = export_person(contact=hanna.contact, by=hanna.actor, at=AT)
    tables, page = opened(packed)
    for words in ("Lea has seen it too.", "We told Hanna Help already.", "Lea Lead", "lea@rhein.example"):
        assert words not in page, words
        assert words not in json.dumps(tables), words
    assert {row["contact_id"] for row in tables["cases.Case"]} == {str(hanna.contact.id)}


def test_it_holds_no_hash_and_no_key(cast: StandingCast, rheinwerk: Scenery) -> None:
    tables, page = opened(export_person(contact=cast.management.engineer.contact, by=cast.operator.actor, at=AT))
    assert "password" not in tables["accounts.User"][0]
    assert "password" not in page


def test_the_trail_keeps_that_it_was_taken(cast: StandingCast, rheinwerk: Scenery) -> None:
    contact: Contact = cast.management.engineer.contact
    export_person(contact=contact, by=cast.operator.actor, at=AT)
    row = Entry.objects.get(type="person.exported")
    assert (row.subject_id, row.actor_id) == (contact.id, cast.operator.user.id)
