"""One side of a comparison: an edition as content, so that it may be one that nobody has stored yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voorrang.editions.build import build_programme
from voorrang.editions.canonical import content_hash
from voorrang.editions.check import checked_folder
from voorrang.editions.models import Edition
from voorrang.editions.readings import choose
from voorrang.editions.store import EditionMissing
from voorrang.rules.programme import Programme


@dataclass(slots=True)
class Side:
    """Terms, coverage and readings of one edition. Keeps what it has built: make one, and ask it for every customer."""

    terms: Mapping[str, Any]
    coverage: Mapping[str, Any]
    readings: Mapping[str, Any]
    _built: dict[str, Programme] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        """The edition as sold."""
        return self._build(content_hash(self.terms), self.terms)

    def frozen(self, terms_hash: str) -> Programme:
        """What a contract with these terms would have: its own terms, this coverage and these readings (Q.19).

        Raises `EditionMissing` for terms that are not stored.
        """
        if terms_hash in self._built:
            return self._built[terms_hash]
        return self._build(terms_hash, _body(terms_hash))

    def with_readings(self, choices: Mapping[str, str]) -> "Side":
        """Return the same edition with other choices. Raises `ReadingUnknown`."""
        return Side(self.terms, self.coverage, choose(dict(self.readings), choices))

    def _build(self, terms_hash: str, terms: Mapping[str, Any]) -> Programme:
        if terms_hash not in self._built:
            self._built[terms_hash] = build_programme(dict(terms), dict(self.coverage), dict(self.readings))
        return self._built[terms_hash]


def stored_side(hashes: Mapping[str, str]) -> Side:
    """Return the edition of these stored parts, by part. Raises `EditionMissing`."""
    return Side(*(_body(hashes[part]) for part in Edition.Part.values))


def folder_side(folder: Path) -> Side:
    """Return the newest edition of a folder on disk. Raises `ProgrammeInvalid`."""
    raw = checked_folder(folder)
    return Side(raw.terms, raw.coverage, raw.readings)


def _body(digest: str) -> dict[str, Any]:
    body = Edition.objects.filter(hash=digest).values_list("body", flat=True).first()
    if body is None:
        raise EditionMissing(digest)
    content: dict[str, Any] = json.loads(body)
    return content
