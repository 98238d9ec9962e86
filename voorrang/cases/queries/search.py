"""Finding a case by what people have at hand: its number as they heard it, a serial, words of the symptom.

Numbers and serials are compared by `=`, `<` and `>=` alone: behind the wall no other comparison reaches an index.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q, QuerySet

from voorrang.cases.models import QueueRow, QueueSerial
from voorrang.lib.numbers import compose_number

WORDS_WITHIN = 10_000
"""Words are looked for in so many of the newest cases where ended ones are listed too, for no index helps there."""

_PARTED = re.compile(r"^([A-Z0-9]{2,12})[ .\-/]+([0-9]{0,12})(?:[ .\-/]*([A-Z]))?[ .\-/]*$")
_JOINED = re.compile(r"^([A-Z][A-Z0-9]*?)([0-9]+)([A-Z])?$")
_BARE = re.compile(r"^#?([0-9]{1,12})(?:[ .\-/]*([A-Z]))?$")
_CODE = range(2, 13)
_DIGITS = 12
_SHORTEST_SERIAL = 4
_SHORTEST_BEGINNING = 5
_LONGEST_TITLE = 200
_AFTER_ALL = "\U0010ffff"


class Found(NamedTuple):
    """The rows that a text was found in. `newest`: words were looked for in so many of the newest rows only."""

    rows: QuerySet[QueueRow]
    newest: int | None = None


def search(rows: QuerySet[QueueRow], text: str, *, newest: int | None = None) -> Found:
    """Return the rows that fit a typed text: by number, else by serial number, else by all its words in the symptom.

    A number may lack hyphens, zeros and check letter, in any case, or break off; "1042" alone finds that number of every
    customer. A check letter that does not fit finds nothing by number, rather than somebody else's case. Five characters
    of a serial are enough. `newest` bounds the search for words. An empty text fits all.
    """
    wanted = " ".join(text.replace("\x00", "").split())
    if not wanted:
        return Found(rows)
    typed = wanted.upper()
    for condition in (*_by_number(typed), *_by_serial(typed.replace(" ", ""))):
        found = rows.filter(condition)
        if found.exists():
            return Found(found)
    return _by_words(rows, wanted, newest)


def naming(serial: str) -> Q:
    """Return the condition for cases that name exactly this serial number, in any case."""
    return _with_serial(serial=serial.replace("\x00", "").strip().upper())


def _by_number(typed: str) -> Iterator[Q]:
    bare = _BARE.match(typed)
    if bare:
        ending = Q(number__endswith=f"-{bare[2]}") if bare[2] else Q()
        yield Q(sequence=int(bare[1])) & ending
    parts = list(_parts(typed))
    whole = [compose_number(code, int(digits)) for code, digits, _ in parts if digits]
    letters = {letter for _, _, letter in parts}
    if whole:
        yield Q(number__in=[number for number in whole if letters == {""} or number[-1] in letters])
    if letters == {""}:
        begun = Q()
        for code, digits, _ in parts:
            begun |= Q(number__gte=f"{code}-{digits}", number__lt=f"{code}-{digits}{_AFTER_ALL}")
        yield begun


def _parts(typed: str) -> Iterator[tuple[str, str, str]]:
    """Return customer's code, digits and check letter; all splits where nothing stands between: codes may end in digits."""
    parted = _PARTED.match(typed)
    if parted:
        yield parted[1], parted[2], parted[3] or ""
        return
    joined = _JOINED.match(typed)
    if joined:
        head, run, letter = joined[1], joined[2], joined[3] or ""
        for place in range(len(run)):
            code, digits = head + run[:place], run[place:]
            if len(code) in _CODE and len(digits) <= _DIGITS:
                yield code, digits, letter


def _by_serial(typed: str) -> Iterator[Q]:
    if len(typed) >= _SHORTEST_BEGINNING:
        yield _with_serial(serial__gte=typed, serial__lt=f"{typed}{_AFTER_ALL}")
    elif len(typed) >= _SHORTEST_SERIAL:
        yield _with_serial(serial=typed)


def _with_serial(**condition: str) -> Q:
    return Q(id__in=QueueSerial.objects.filter(**condition).values("case_id"))


def _by_words(rows: QuerySet[QueueRow], wanted: str, newest: int | None) -> Found:
    if len(wanted) > _LONGEST_TITLE:
        return Found(rows.none())
    condition = Q()
    for word in wanted.split():
        condition &= Q(title__icontains=word)
    beyond = (
        rows.order_by("-opened_at", "-id").values_list("opened_at", flat=True)[newest : newest + 1] if newest else ()
    )
    for opened_at in beyond:
        return Found(rows.filter(condition, opened_at__gt=opened_at), newest)
    return Found(rows.filter(condition))
