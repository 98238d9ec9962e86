"""What the tests of the helpdesk's people share: a list that waits, one that was taken in, a caller who waits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import AT, Cast, serving
from tests.desk.door import Door, Page
from voorrang.accounts import actions
from voorrang.accounts.caller_list.uploads import finish_list, keep_list
from voorrang.accounts.models import Admission, Partner
from voorrang.audit.actor import Actor

AGENT = Actor(kind="user", id=UUID(int=9), side="vendor", role="agent")
LIST = b"name;email\nNina Neu;nina@rhein.example\n"
CALLER = "+4915112345678"


def send(door: Door, content: bytes, **data: Any) -> Page:
    return door.post("portal:contact-import", data={"file": SimpleUploadedFile("list.csv", content), **data})


def waiting_list(one: Cast, content: bytes = LIST) -> UUID:
    with serving(one):
        found = keep_list(
            file_name="list.csv", content=content, ends_missing=False, invites=False, by=one.lead.actor, at=AT
        )
    return UUID(str(found.id))


def taken_list(one: Cast) -> UUID:
    with serving(one):
        upload = keep_list(file_name="a.csv", content=LIST, ends_missing=False, invites=False, by=one.lead.actor, at=AT)
        import_id = upload.id
        finish_list(upload=upload, by=one.lead.actor, at=AT)
    return UUID(str(import_id))


def waiting_caller(one: Cast, number: str = CALLER, *, days: int = 5) -> Admission:
    with serving(one):
        return actions.admit_caller(
            name="Nina Neu",
            number=number,
            reason="New colleague",
            days=days,
            helpdesk_id=one.helpdesk.id,
            by=AGENT,
            at=AT,
        )


def partner_for(one: Cast, days: int) -> Partner:
    with serving(one):
        return actions.add_partner(
            name="Kabel & Co", starts_at=AT, ends_at=AT + timedelta(days=days), by=one.lead.actor, at=AT
        )
