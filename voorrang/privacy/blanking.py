"""Taking what is personal out of rows: by pseudonym, by an empty word, or with the whole row. Nothing else changes.

What a statistic counts stays: ids, instants, codes, the number of rows.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import EmailField, QuerySet

from voorrang.lib.files import erase, path_of
from voorrang.privacy.data_map import IDENTIFYING, LABEL, WORDS, Mapped
from voorrang.privacy.people import Someone
from voorrang.privacy.rows import rows_naming, rows_of, rows_of_cases

ERASED = "[erased]"
"""Stands where words stood; the same in every language, so that it is found again."""
AT_ONCE = 500
LARGEST_SEARCHED = 20_000_000
"""Bytes of a file that are looked through; more is not read as text by anybody."""


def blank_person(entry: Mapped, person: Someone, pseudonym: str) -> int:
    """Take the person out of a model's rows and return how many were changed or removed."""
    if entry.gone:
        doomed = {
            *rows_of(entry, person).values_list("pk", flat=True),
            *_naming_ids(entry, person),
            *_naming_files(entry, person),
        }
        return _remove(entry, entry.model.objects.filter(pk__in=doomed))
    own = set(rows_of(entry, person).values_list("pk", flat=True))
    touched = 0
    for row in _rows(entry, own):
        touched += _store(row, _own_values(entry, row, person, pseudonym))
    naming = set(rows_naming(entry, person.customer_id, person.traces).values_list("pk", flat=True)) - own
    for row in _rows(entry, naming):
        touched += _store(row, _naming_values(entry, row, person, pseudonym))
    return touched


def count_person(entry: Mapped, person: Someone) -> tuple[int, int]:
    """Return how many rows are the person's own, and how many more name the person. Files on the disk are not opened."""
    own = set(rows_of(entry, person).values_list("pk", flat=True))
    return len(own), len(_naming_ids(entry, person) - own)


def blank_cases(entry: Mapped, case_ids: Iterable[UUID], customer_id: UUID) -> int:
    """Take the words out of the rows of these cases and return how many rows were changed or removed."""
    rows = rows_of_cases(entry, case_ids, customer_id)
    if entry.gone:
        return _remove(entry, rows)
    return sum(
        _store(row, {name: emptied(row, name) for name in entry.of(IDENTIFYING, WORDS)}) for row in rows.iterator()
    )


def emptied(row: Any, name: str) -> Any:
    """Return what stands in a field once its words are gone; what was empty stays empty."""
    value = getattr(row, name)
    if isinstance(value, dict | list):
        return type(value)()
    if isinstance(value, bytes | memoryview):
        return b""
    return ERASED if value else value


def _rows(entry: Mapped, ids: set[Any]) -> Iterable[Any]:
    rows: QuerySet[Any] = entry.model.objects.filter(pk__in=ids).select_for_update(of=("self",))
    return rows.order_by("pk").iterator(chunk_size=AT_ONCE)


def _own_values(entry: Mapped, row: Any, person: Someone, pseudonym: str) -> dict[str, Any]:
    values: dict[str, Any] = {name: _as_pseudonym(row, name, pseudonym) for name in entry.of(IDENTIFYING)}
    values |= {name: emptied(row, name) for name in entry.of(WORDS)}
    return values | {name: _relabelled(row, name, person, pseudonym) for name in entry.of(LABEL)}


def _naming_values(entry: Mapped, row: Any, person: Someone, pseudonym: str) -> dict[str, Any]:
    values = {name: emptied(row, name) for name in entry.of(WORDS) if _names(getattr(row, name), person)}
    return values | {name: _relabelled(row, name, person, pseudonym) for name in entry.of(LABEL)}


def _names(value: Any, person: Someone) -> bool:
    return bool(person.traces.replaced(value, "") != value)


def _relabelled(row: Any, name: str, person: Someone, pseudonym: str) -> Any:
    value = person.traces.replaced(getattr(row, name), pseudonym)
    most = row._meta.get_field(name).max_length
    return value[:most] if isinstance(value, str) and most else value


def _as_pseudonym(row: Any, name: str, pseudonym: str) -> Any:
    if not getattr(row, name):
        return getattr(row, name)
    one = row._meta.get_field(name)
    if one.get_internal_type() == "GenericIPAddressField":
        return None if one.null else "0.0.0.0"  # noqa: S104 -- no address at all
    if isinstance(one, EmailField) or "@" in str(getattr(row, name)):
        return mail_of(pseudonym)
    return pseudonym[: one.max_length] if one.max_length else pseudonym


def mail_of(pseudonym: str) -> str:
    """Return the address that leads nowhere (RFC 2606) and stands for the person's."""
    return f"{pseudonym.lower()}@erased.invalid"


def _store(row: Any, values: dict[str, Any]) -> int:
    changed = {name: value for name, value in values.items() if value != getattr(row, name)}
    if not changed:
        return 0
    return int(type(row).objects.filter(pk=row.pk).update(**changed))


def _naming_ids(entry: Mapped, person: Someone) -> set[Any]:
    found = set(rows_naming(entry, person.customer_id, person.traces).values_list("pk", flat=True))
    for name in entry.of(WORDS):
        if entry.model._meta.get_field(name).get_internal_type() == "BinaryField":
            found |= {
                row.pk
                for row in entry.model.objects.all().iterator(chunk_size=10)
                if person.traces.found_in(_text(bytes(getattr(row, name))))
            }
    return found


def _naming_files(entry: Mapped, person: Someone) -> set[Any]:
    if entry.gone != "file":
        return set()
    return {row.pk for row in entry.model.objects.iterator() if _file_names(row, person)}


def _file_names(row: Any, person: Someone) -> bool:
    path = path_of(settings.VOORRANG_FILES, row.customer_id, row.id)
    if not path.is_file() or path.stat().st_size > LARGEST_SEARCHED:
        return False
    return person.traces.found_in(_text(path.read_bytes()))


def _text(content: bytes) -> str:
    for coding in ("utf-8", "utf-16"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _remove(entry: Mapped, rows: QuerySet[Any]) -> int:
    if entry.gone == "file":
        for customer_id, file_id in list(rows.values_list("customer_id", "id")):
            transaction.on_commit(lambda c=customer_id, f=file_id: erase(settings.VOORRANG_FILES, c, f))  # type: ignore[misc]
    removed, _ = rows.delete()
    return int(removed)
