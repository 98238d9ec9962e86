"""Finding a case by what people have at hand: its number as they heard it, a serial, a word of the symptom."""

import re

from django.db.models import Q

from voorrang.lib.numbers import compose_number

_NUMBER = re.compile(r"^([A-Z][A-Z0-9]{1,11}?)[\s.\-/]*0*(\d{1,12})(?:[\s.\-/]*([A-Z]))?$")
_BARE = re.compile(r"^#?0*(\d{1,12})(?:[\s.\-/]*([A-Z]))?$")
_SHORTEST_SERIAL = 4
_MOST_WORDS = 8


def matching(text: str) -> Q:
    """Return the condition on queue rows for a typed text: number, serial number, or all words in the symptom.

    A number may lack hyphens, zeros and check letter, in any case; "1042" alone finds that number of every customer. A
    check letter that does not fit finds nothing by number, rather than somebody else's case. An empty text fits all.
    """
    wanted = " ".join(text.upper().split()).replace("\x00", "")
    if not wanted:
        return Q()
    found = _by_number(wanted) | _by_words(wanted)
    serial = wanted.replace(" ", "")
    if len(serial) >= _SHORTEST_SERIAL:
        found |= Q(serials__contains=[serial])
    return found


def _by_number(wanted: str) -> Q:
    named = _NUMBER.match(wanted)
    if named:
        number = compose_number(named[1], int(named[2]))
        return Q(number=number) if named[3] in {None, number[-1]} else Q(pk__in=[])
    bare = _BARE.match(wanted)
    if bare:
        ending = f"-{int(bare[1]):04d}-{bare[2] or ''}"
        return Q(number__endswith=ending) if bare[2] else Q(number__contains=ending)
    return Q(pk__in=[])


def _by_words(wanted: str) -> Q:
    condition = Q()
    for word in wanted.split()[:_MOST_WORDS]:
        condition &= Q(title__icontains=word)
    return condition
