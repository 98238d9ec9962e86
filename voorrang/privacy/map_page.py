"""The data map as a page of the documentation."""

from collections.abc import Iterable

from django.utils import translation

from voorrang.privacy.data_map import CLASSES, Mapped, data_map
from voorrang.privacy.periods import OURS, read_periods
from voorrang.privacy.wording import BASES, KINDS, PURPOSES
from voorrang.privacy.wording import CLASSES as CLASS_WORDS

HEAD = """# Data map

Made of `voorrang/privacy/data_map.toml` and `retention.toml` by `voorrang privacy map --markdown`; a test holds it current,
and fails for a field that is not on the map. Purposes, grounds and periods are the vendor's own (ours): no clause gives
them, so have them checked where you run this.
"""


def as_markdown() -> str:
    """Return the page, in English."""
    with translation.override("en"):
        return "\n".join([HEAD, *_classes(), *_periods(), *_tables(data_map().values())])


def _classes() -> Iterable[str]:
    yield "## What fields hold\n"
    yield "| class | meaning | when the person is erased |\n|---|---|---|"
    ends = {
        "identifying": "replaced by a pseudonym",
        "words": "erased whole, where the person wrote it or it names the person",
        "label": "the person's name in it is replaced",
        "secret": "stays; worth nothing without its other half",
        "none": "stays",
    }
    yield from (f"| {one} | {CLASS_WORDS[one]} | {ends[one]} |" for one in CLASSES)
    yield ""


def _periods() -> Iterable[str]:
    yield "## How long\n"
    yield "| kind | what | days |\n|---|---|---|"
    yield from (f"| {kind} | {KINDS[kind]} | {days or 'for good'} |" for kind, days in read_periods(OURS).items())
    yield ""


def _tables(entries: Iterable[Mapped]) -> Iterable[str]:
    yield "## Tables\n"
    yield "| table | fields | what for | ground | kept as |\n|---|---|---|---|---|"
    for entry in entries:
        fields = "; ".join(f"{one}: {', '.join(entry.of(one))}" for one in CLASSES if entry.of(one))
        said = (fields or "ids, dates and figures", PURPOSES[entry.purpose], BASES[entry.basis], entry.kept)
        yield f"| {entry.label} | {' | '.join(map(str, said))} |"
    yield ""
