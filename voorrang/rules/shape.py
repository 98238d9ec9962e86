"""Shapes of JSON: each reads a value into a typed object with clear errors, writes it back, and describes itself as a schema.

One description serves three purposes, so that reader, writer and published schema cannot drift apart.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from hashlib import sha256
from typing import Any, NamedTuple, Protocol, get_args

from voorrang.rules.reasons import JSON


class FieldError(NamedTuple):
    """What is wrong with one field, and in the same sentence what to do about it. `field` is a path: `devices[0].kind`."""

    field: str
    code: str
    message: str


class PayloadRefused(ValueError):
    """The payload cannot be read. `errors` names every flaw found, not just the first."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        """Keep all errors; the message is one line for each."""
        super().__init__("\n".join(f"{error.field}: {error.message}" for error in errors))
        self.errors = errors


class Bad(Exception):
    """One value is wrong; its errors are already noted."""


type Errors = list[FieldError]


class Shape(Protocol):
    """Reads, writes and describes one kind of value."""

    def read(self, value: JSON, field: str, errors: Errors) -> Any:
        """Return the typed value, or note the errors and raise `Bad`."""

    def write(self, value: Any) -> JSON:
        """Return the JSON of a typed value, in canonical form."""

    def schema(self) -> dict[str, JSON]:
        """Return the JSON schema (2020-12) of what `read` accepts."""


def _refuse(errors: Errors, field: str, code: str, message: str) -> Bad:
    errors.append(FieldError(field or "(whole)", code, message))
    return Bad()


def _seen(value: JSON) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - enough to recognise it


@dataclass(frozen=True, slots=True)
class Words:
    """A short text without control characters."""

    longest: int = 200
    may_be_empty: bool = False
    upper: bool = False
    pattern: str | None = None
    hint: str = ""
    """What a text that fits the pattern looks like."""

    def read(self, value: JSON, field: str, errors: Errors) -> str:
        """Return the text, stripped."""
        if not isinstance(value, str):
            raise _refuse(errors, field, "not_text", f"a text is expected, not {_seen(value)}; put it in quotes")
        text = value.strip()
        if not text and not self.may_be_empty:
            raise _refuse(errors, field, "empty", "must not be empty; leave the field out or fill it in")
        if len(text) > self.longest:
            raise _refuse(errors, field, "too_long", f"has {len(text)} characters; shorten it to {self.longest}")
        if any(not char.isprintable() for char in text):
            raise _refuse(errors, field, "control_characters", "holds control characters; remove them")
        text = text.upper() if self.upper else text
        if self.pattern is not None and not re.fullmatch(self.pattern, text):
            raise _refuse(errors, field, "malformed", f"{_seen(value)} does not fit; give {self.hint}")
        return text

    def write(self, value: str) -> JSON:
        """Return the text itself."""
        return value

    def schema(self) -> dict[str, JSON]:
        """Describe a string with its limits."""
        described: dict[str, JSON] = {"type": "string", "maxLength": self.longest}
        if not self.may_be_empty:
            described["minLength"] = 1
        if self.hint:
            described["description"] = self.hint
        return described


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, value: JSON, field: str, errors: Errors) -> str:
        """Return the word."""
        if not isinstance(value, str) or value not in self.options:
            raise _refuse(
                errors, field, "unknown_value", f"{_seen(value)} is unknown; choose {_choices(value, self.options)}"
            )
        return value

    def write(self, value: str) -> JSON:
        """Return the word itself."""
        return value

    def schema(self) -> dict[str, JSON]:
        """Describe an enumeration."""
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, value: JSON, field: str, errors: Errors) -> bool:
        """Return the truth value."""
        if not isinstance(value, bool):
            raise _refuse(errors, field, "not_a_flag", f"true or false is expected, not {_seen(value)}")
        return value

    def write(self, value: bool) -> JSON:  # noqa: FBT001 - the value itself
        """Return the truth value itself."""
        return value

    def schema(self) -> dict[str, JSON]:
        """Describe a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits."""

    least: int
    most: int

    def read(self, value: JSON, field: str, errors: Errors) -> int:
        """Return the number."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise _refuse(errors, field, "not_a_number", f"a whole number is expected, not {_seen(value)}")
        if not self.least <= value <= self.most:
            raise _refuse(errors, field, "out_of_range", f"{value} is out of range; give {self.least} to {self.most}")
        return value

    def write(self, value: int) -> JSON:
        """Return the number itself."""
        return value

    def schema(self) -> dict[str, JSON]:
        """Describe an integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Seconds:
    """A length of time in seconds, whole where it can be."""

    def read(self, value: JSON, field: str, errors: Errors) -> float:
        """Return the seconds."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            raise _refuse(errors, field, "not_a_number", f"a number of seconds is expected, not {_seen(value)}")
        return float(value)

    def write(self, value: float) -> JSON:
        """Return the number, whole where it can be."""
        return int(value) if value == int(value) else value

    def schema(self) -> dict[str, JSON]:
        """Describe a number."""
        return {"type": "number"}


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its offset (RFC 3339); kept in UTC."""

    def read(self, value: JSON, field: str, errors: Errors) -> datetime:
        """Return the moment in UTC."""
        cure = "write it as 2026-03-04T10:00:00Z"
        if not isinstance(value, str):
            raise _refuse(errors, field, "not_a_moment", f"a moment is expected, not {_seen(value)}; {cure}")
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise _refuse(errors, field, "not_a_moment", f"{_seen(value)} is no moment; {cure}") from None
        if moment.tzinfo is None:
            raise _refuse(errors, field, "no_zone", f"{_seen(value)} has no zone; {cure}, or end it in +01:00")
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            raise _refuse(errors, field, "out_of_range", f"{_seen(value)} is too far away; {cure}") from None

    def write(self, value: datetime) -> JSON:
        """Return RFC 3339 with `Z`; fractions only where there are any."""
        return shown_instant(value)

    def schema(self) -> dict[str, JSON]:
        """Describe a date-time."""
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    def read(self, value: JSON, field: str, errors: Errors) -> date:
        """Return the day."""
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _refuse(errors, field, "not_a_day", f"{_seen(value)} is no day; write it as 2026-03-04") from None

    def write(self, value: date) -> JSON:
        """Return the ISO date."""
        return value.isoformat()

    def schema(self) -> dict[str, JSON]:
        """Describe a date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time of day without a zone."""

    def read(self, value: JSON, field: str, errors: Errors) -> time:
        """Return the time; `24:00` is midnight, the end of the day."""
        if value == "24:00":
            return time(0)
        try:
            local = time.fromisoformat(value)
        except (TypeError, ValueError):
            local = None
        if local is None or local.tzinfo is not None:
            raise _refuse(errors, field, "not_a_time", f"{_seen(value)} is no local time; write it as 08:30")
        return local

    def write(self, value: time) -> JSON:
        """Return hours and minutes, seconds where there are any."""
        return value.isoformat() if value.second or value.microsecond else value.strftime("%H:%M")

    def schema(self) -> dict[str, JSON]:
        """Describe a local time."""
        return {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$"}


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value or null."""

    inner: Shape

    def read(self, value: JSON, field: str, errors: Errors) -> Any:
        """Return None for null."""
        return None if value is None else self.inner.read(value, field, errors)

    def write(self, value: Any) -> JSON:
        """Return null for None."""
        return None if value is None else self.inner.write(value)

    def schema(self) -> dict[str, JSON]:
        """Describe either."""
        return {"anyOf": [self.inner.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Many:
    """A list; written in canonical order where the order plays no part. `into` builds the collection."""

    inner: Shape
    most: int = 1000
    ordered: bool = False
    unique: str | None = None
    """Name of a field that must differ between the items."""
    into: Callable[[list[Any]], Any] = tuple

    def read(self, value: JSON, field: str, errors: Errors) -> Any:
        """Return the collection of typed items."""
        if not isinstance(value, list):
            raise _refuse(errors, field, "not_a_list", f"a list is expected, not {_seen(value)}; put it in [ ]")
        if len(value) > self.most:
            raise _refuse(errors, field, "too_many", f"has {len(value)} items; at most {self.most} fit, split it")
        items: list[Any] = []
        before = len(errors)
        for place, item in enumerate(value):
            try:
                items.append(self.inner.read(item, f"{field}[{place}]", errors))
            except Bad:
                continue
        if len(errors) > before:
            raise Bad
        if self.unique is not None:
            self._refuse_doubles(items, self.unique, field, errors)
        return self.into(items)

    def _refuse_doubles(self, items: list[Any], name: str, field: str, errors: Errors) -> None:
        seen: dict[Any, int] = {}
        for place, item in enumerate(items):
            key = getattr(item, name)
            if key in seen:
                message = f"{_seen(key)} stands in {field}[{seen[key]}] already; name it once"
                raise _refuse(errors, f"{field}[{place}].{name}", "double", message)
            seen[key] = place

    def write(self, value: Any) -> JSON:
        """Return the list, sorted by its canonical JSON unless the order counts."""
        items = [self.inner.write(item) for item in value]
        return items if self.ordered or len(items) < 2 else sorted(items, key=canonical)  # noqa: PLR2004 - one is in order

    def schema(self) -> dict[str, JSON]:
        """Describe an array."""
        return {"type": "array", "items": self.inner.schema(), "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named fields, built by `make`. A field with a default may be left out; an unknown field is refused."""

    make: Callable[..., Any]
    fields: Mapping[str, Shape]
    defaults: Mapping[str, JSON]
    check: Callable[[Any], tuple[str, str, str] | None] | None = None
    """Looks at the finished object; returns (field, code, message) when its fields contradict one another."""

    def read(self, value: JSON, field: str, errors: Errors) -> Any:
        """Return the typed object."""
        if not isinstance(value, dict):
            raise _refuse(errors, field, "not_an_object", f"an object is expected, not {_seen(value)}; put it in {{ }}")
        before = len(errors)
        at = f"{field}." if field else ""
        for name in value:
            if name not in self.fields:
                near = _choices(name, tuple(self.fields))
                errors.append(
                    FieldError(f"{at}{name}", "unknown_field", f"is no field here; remove it or choose {near}")
                )
        made: dict[str, Any] = {}
        for name, shape in self.fields.items():
            if name not in value and name not in self.defaults:
                errors.append(FieldError(f"{at}{name}", "missing", "is missing; add it"))
                continue
            try:
                made[name] = shape.read(value.get(name, self.defaults.get(name)), f"{at}{name}", errors)
            except Bad:
                continue
        if len(errors) > before:
            raise Bad
        built = self.make(**made)
        flaw = self.check(built) if self.check is not None else None
        if flaw is not None:
            name, code, message = flaw
            raise _refuse(errors, f"{at}{name}", code, message)
        return built

    def write(self, value: Any) -> JSON:
        """Return the object with all its fields."""
        return {name: shape.write(getattr(value, name)) for name, shape in self.fields.items()}

    def schema(self) -> dict[str, JSON]:
        """Describe the object, closed to other fields."""
        described: dict[str, JSON] = {}
        for name, shape in self.fields.items():
            described[name] = shape.schema() | ({"default": self.defaults[name]} if name in self.defaults else {})
        required = [name for name in self.fields if name not in self.defaults]
        return {"type": "object", "properties": described, "required": required, "additionalProperties": False}


def read(shape: Shape, payload: JSON) -> Any:
    """Read a whole payload. Raises PayloadRefused with every error."""
    errors: Errors = []
    try:
        return shape.read(payload, "", errors)
    except Bad:
        raise PayloadRefused(tuple(errors)) from None


def words_of(alias: Any) -> tuple[str, ...]:
    """Return the words of a `type X = Literal[...]`."""
    return tuple(get_args(alias.__value__))


def canonical(payload: JSON) -> str:
    """Return the one spelling of a JSON value: sorted keys, no spaces, no escapes beyond need."""
    return _CANONICAL.encode(payload)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(payload: JSON) -> str:
    """Return the SHA-256 of the canonical spelling, in hex."""
    return sha256(canonical(payload).encode()).hexdigest()


def shown_instant(moment: datetime) -> str:
    """RFC 3339 in UTC with `Z`; fractions of a second only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _choices(value: JSON, options: tuple[str, ...]) -> str:
    near = get_close_matches(str(value), options, n=1, cutoff=0.75)
    return f"{near[0]!r}" if near else "one of " + ", ".join(options)
