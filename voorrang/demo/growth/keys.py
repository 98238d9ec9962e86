"""Serials and ids of a grown world: functions of place and seed, told alike in Python and in SQL, and never twice the same."""

from datetime import datetime
from hashlib import md5
from uuid import UUID

MOST_DEVICES = 10_000_000
"""Of one customer: each has so many serials of its own."""

_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
_PREFIX = "5CD"
_PLACES = 7
_MODULUS = len(_LETTERS) ** _PLACES
# No factor of the modulus, so that neighbours lie far apart and no two numbers give one serial.
_STEP, _OFFSET = 7_368_787, 4_811_003

SERIAL_SQL = "'5CD' || " + " || ".join(
    f"substr('{_LETTERS}', (({{0}}::bigint * {_STEP} + {_OFFSET}) % {_MODULUS} / {len(_LETTERS) ** place} % {len(_LETTERS)})::int + 1, 1)"
    for place in reversed(range(_PLACES))
)
"""The serial of a number, as SQL."""


def serial_of(customer: int, place: int) -> str:
    """Return the serial of a device: the customer's rank, and the device's place in its fleet."""
    scattered = (serial_number(customer, place) * _STEP + _OFFSET) % _MODULUS
    letters = []
    for _ in range(_PLACES):
        scattered, letter = divmod(scattered, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return _PREFIX + "".join(reversed(letters))


def serial_number(customer: int, place: int) -> int:
    """Return what a serial is made of."""
    return customer * MOST_DEVICES + place


def id_of(key: str, at: datetime) -> UUID:
    """Return the UUIDv7 of the instant `at` that belongs to a key."""
    return UUID(stem_of(at) + "7" + _digest(key))


def stem_of(at: datetime) -> str:
    """Return the twelve digits with which ids of an instant begin."""
    return f"{round(at.timestamp() * 1000):012x}"


def id_sql(key: str, stem: str) -> str:
    """Return `id_of` as SQL: of a key and of a stem that are SQL texts themselves."""
    return f"overlay(overlay(md5({key}) PLACING '8' FROM 17 FOR 1) PLACING {stem} || '7' FROM 1 FOR 13)::uuid"


def stem_sql(at: str) -> str:
    """Return `stem_of` as SQL."""
    return f"lpad(to_hex(round(extract(epoch FROM {at}) * 1000)::bigint), 12, '0')"


def draw(key: str, below: int) -> int:
    """Return a number below another: the same for the same key, whatever was drawn before."""
    return int(md5(key.encode(), usedforsecurity=False).hexdigest()[:12], 16) % below


def _digest(key: str) -> str:
    digest = md5(key.encode(), usedforsecurity=False).hexdigest()
    return f"{digest[13:16]}8{digest[17:]}"
