"""Editions in the database: stored once, named by their hash, rebuilt into the same programme (decision 9)."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import connection

from voorrang.audit.actions import record_system
from voorrang.audit.actor import SYSTEM
from voorrang.editions.build import build_programme
from voorrang.editions.canonical import canonical_json, content_hash
from voorrang.editions.check import checked_folder
from voorrang.editions.loader import RawProgramme
from voorrang.editions.models import Edition
from voorrang.rules.programme import Programme

TERMS, COVERAGE, READINGS = Edition.Part.TERMS, Edition.Part.COVERAGE, Edition.Part.READINGS


class EditionMissing(LookupError):
    """No edition is stored for this programme and instant, or under this hash."""


def store_folder(folder: Path, *, at: datetime) -> None:
    """Store every part of the programme in `folder`: its terms and all dated versions of coverage and readings.

    Parts that are stored already stay as they are. Raises `ProgrammeInvalid`.
    """
    raw = checked_folder(folder)
    _store(TERMS, [raw.terms], raw, at)
    _store(COVERAGE, raw.coverages, raw, at)
    _store(READINGS, raw.all_readings, raw, at)


def _store(part: Edition.Part, bodies: Iterable[dict[str, Any]], raw: RawProgramme, at: datetime) -> None:
    for body in bodies:
        digest = content_hash(body)
        _edition, is_new = Edition.objects.get_or_create(
            hash=digest,
            defaults={
                "programme": raw.terms["code"],
                "part": part,
                "label": raw.terms["edition"],
                "starts_at": datetime.combine(date.fromisoformat(str(body["starts_on"])), time(), UTC),
                "stored_at": at,
                "body": canonical_json(body),
            },
        )
        if is_new:
            record_system("edition.stored", by=SYSTEM, at=at, data={"hash": digest, "part": str(part)})


def programme_at(code: str, at: datetime) -> Programme:
    """Return the programme with all three parts as in force at `at`. Raises `EditionMissing`."""
    hashes = hashes_at(code, at)
    return programme_of(hashes[TERMS], hashes[COVERAGE], hashes[READINGS])


def frozen_programme(code: str, terms_hash: str, at: datetime) -> Programme:
    """Return what a contract bought: its own terms, with the coverage and readings in force at `at` (Q.19)."""
    hashes = hashes_at(code, at)
    return programme_of(terms_hash, hashes[COVERAGE], hashes[READINGS])


def hashes_at(code: str, at: datetime) -> dict[str, str]:
    """Return the hash of each part in force at `at`, by part. Raises `EditionMissing` when one is missing."""
    statement = (
        "SELECT DISTINCT ON (part) part, hash FROM editions_edition "
        "WHERE programme = %s AND starts_at <= %s ORDER BY part, starts_at DESC, id DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [code, at])
        hashes: dict[str, str] = dict(cursor.fetchall())
    if len(hashes) < len(Edition.Part):
        message = f"No complete edition of {code} is stored for {at:%Y-%m-%d}. Run `voorrang programme store`."
        raise EditionMissing(message)
    return hashes


@lru_cache(maxsize=64)
def programme_of(terms_hash: str, coverage_hash: str, readings_hash: str) -> Programme:
    """Return the programme of exactly these stored parts; rows never change, so it is kept. Raises `EditionMissing`."""
    wanted = {terms_hash, coverage_hash, readings_hash}
    bodies = dict(Edition.objects.filter(hash__in=wanted).values_list("hash", "body"))
    if missing := wanted - bodies.keys():
        raise EditionMissing(", ".join(sorted(missing)))
    terms, coverage, readings = (json.loads(bodies[one]) for one in (terms_hash, coverage_hash, readings_hash))
    return build_programme(terms, coverage, readings)
