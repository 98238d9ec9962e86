"""Everything that the data map says is a person's, for the person itself: as JSON for machines, and as a page to read.

Rows about the person, and rows that the person wrote. What others wrote stays theirs, even where it names the person; hashes
and keys stay here. The answer is one ZIP file.
"""

import json
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from voorrang.accounts.models import Contact
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.lib.files import path_of
from voorrang.privacy.data_map import SECRET, Mapped, data_map
from voorrang.privacy.people import Someone, someone
from voorrang.privacy.rows import rows_of
from voorrang.privacy.wording import KINDS, PURPOSES

AT_ONCE = 1000


def export_person(*, contact: Contact, by: Actor, at: datetime) -> bytes:
    """Return the ZIP file of a contact of the selected customer: data.json, data.html, and files that the person added.

    The trail keeps that it was taken, and by whom.
    """
    person = someone(contact)
    tables = _tables(person)
    record("person.exported", subject_kind="contact", subject_id=contact.id, by=by, at=at)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "data.json", json.dumps(_as_json(contact, tables, at), indent=2, ensure_ascii=False, default=str)
        )
        archive.writestr("data.html", _as_page(contact, tables, at))
        for name, content in _files(person):
            archive.writestr(name, content)
    return packed.getvalue()


def held_of(contact: Contact) -> list[tuple[Mapped, int]]:
    """Return how many rows of each table are the person's, without empty ones."""
    person = someone(contact)
    counted = ((entry, rows_of(entry, person).count()) for entry in _theirs())
    return [(entry, count) for entry, count in counted if count]


def _theirs() -> list[Mapped]:
    # Copies that the machinery keeps for a day say nothing that is not in the rows themselves, and may show other people.
    return [entry for entry in data_map().values() if (entry.about or entry.by) and entry.purpose != "operation"]


def _tables(person: Someone) -> list[tuple[Mapped, list[dict[str, Any]]]]:
    tables = []
    for entry in _theirs():
        rows = rows_of(entry, person).order_by("pk").iterator(chunk_size=AT_ONCE)
        if shown := [_row(entry, row) for row in rows]:
            tables.append((entry, shown))
    return tables


def _row(entry: Mapped, row: Any) -> dict[str, Any]:
    hidden = set(entry.of(SECRET))
    fields = (one for one in row._meta.local_fields if one.name not in hidden)
    return {one.attname: _plain(getattr(row, one.attname)) for one in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, dict | list | int | bool) or value is None:
        return value
    return str(value)


def _as_json(contact: Contact, tables: list[tuple[Mapped, list[dict[str, Any]]]], at: datetime) -> dict[str, Any]:
    return {
        "made_at": at.isoformat(),
        "contact": str(contact.id),
        "customer": str(contact.customer_id),
        "tables": [
            {"table": entry.label, "purpose": entry.purpose, "basis": entry.basis, "kept": entry.kept, "rows": rows}
            for entry, rows in tables
        ],
    }


def _as_page(contact: Contact, tables: list[tuple[Mapped, list[dict[str, Any]]]], at: datetime) -> str:
    shown = [
        {"name": entry.label, "purpose": PURPOSES[entry.purpose], "kept": KINDS[entry.kept], "rows": rows}
        for entry, rows in tables
    ]
    return render_to_string("privacy/export.html", {"contact": contact, "tables": shown, "at": at})


def _files(person: Someone) -> list[tuple[str, bytes]]:
    found = []
    for entry in _theirs():
        if entry.gone != "file":
            continue
        for row in rows_of(entry, person):
            path = path_of(settings.VOORRANG_FILES, row.customer_id, row.id)
            if path.is_file():
                found.append((f"files/{row.id}-{row.name}", path.read_bytes()))
    return found
