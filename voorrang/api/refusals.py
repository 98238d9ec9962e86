"""Why a field cannot be used: pydantic's findings, told as a sentence with its cure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from voorrang.api.problems import FieldError, Problem, not_usable

_FAMILIES: Mapping[str, tuple[str, Any]] = {
    "missing": ("missing", _("is missing; add it.")),
    "extra_forbidden": ("unknown_field", _("is no field here; remove it. The reference lists the fields.")),
    "control_characters": ("control_characters", _("holds control characters; remove them.")),
    "line_ends": ("line_ends", _("has several lines; write it in one.")),
    "number_too_large": ("number_too_large", _("holds a number beyond 2 to the power of 53; send it as a text.")),
    "object_too_large": ("too_large", _("is larger than {limit} characters; send less.")),
    "string_type": ("not_text", _("is no text; put it in quotes.")),
    "string_unicode": ("not_text", _("is no text in UTF-8; encode it so.")),
    "string_too_short": ("too_short", _("is too short; the least is {min_length}.")),
    "string_too_long": ("too_long", _("is too long; the most is {max_length}.")),
    "string_pattern_mismatch": ("malformed", _("has another form; the reference shows it.")),
    "too_short": ("too_short", _("is too short; the least is {min_length}.")),
    "too_long": ("too_long", _("is too long; the most is {max_length}.")),
    "literal_error": ("unknown_value", _("is unknown; choose {expected}.")),
    "enum": ("unknown_value", _("is unknown; choose {expected}.")),
    "bool_type": ("not_a_flag", _("must be true or false.")),
    "bool_parsing": ("not_a_flag", _("must be true or false.")),
    "list_type": ("not_a_list", _("is no list; put it in [ ].")),
    "dict_type": ("not_an_object", _("is no object; put it in { }.")),
    "model_type": ("not_an_object", _("is no object; put it in { }.")),
    "model_attributes_type": ("not_an_object", _("is no object; put it in { }.")),
    "greater_than_equal": ("out_of_range", _("is too small; the least is {ge}.")),
    "less_than_equal": ("out_of_range", _("is too large; the most is {le}.")),
    "timezone_aware": ("no_zone", _("has no zone; write it as 2026-03-04T10:00:00Z.")),
}
"""Pydantic's type of finding, to our code and sentence."""

_PREFIXES: Sequence[tuple[str, tuple[str, Any]]] = (
    ("int_", ("not_a_number", _("is no whole number; write digits only."))),
    ("float_", ("not_a_number", _("is no number; write digits with a point."))),
    ("datetime_", ("not_a_moment", _("is no moment; write it as 2026-03-04T10:00:00Z."))),
    ("uuid_", ("not_an_id", _("is no id; copy it from an answer of the API."))),
)
_OTHER = ("not_usable", _("cannot be used; the reference shows what fits."))


def from_findings(findings: Iterable[Mapping[str, Any]]) -> Problem:
    """Return the problem for pydantic's findings, each with its field as a path."""
    return not_usable(*(field_error(finding) for finding in findings))


def field_error(finding: Mapping[str, Any]) -> FieldError:
    """Tell one finding."""
    code, message = _family(str(finding["type"]))
    field = path_of(finding["loc"])
    context = {name: str(value) for name, value in finding.get("ctx", {}).items()}
    words = str(message)
    for name, value in context.items():
        words = words.replace("{" + name + "}", value)
    return FieldError(field, code, f"{field}: {words}")


def path_of(loc: Sequence[str | int]) -> str:
    """Return `devices[0].serial` for ninja's ("body", "payload", "devices", 0, "serial")."""
    parts = list(loc)
    source = parts.pop(0) if parts else ""
    if source in {"body", "query", "path"} and parts and parts[0] in {"payload", "wanted"}:
        parts.pop(0)  # The name of our own argument.
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path or "body"


def _family(type_: str) -> tuple[str, Any]:
    if type_ in _FAMILIES:
        return _FAMILIES[type_]
    for prefix, family in _PREFIXES:
        if type_.startswith(prefix):
            return family
    return _OTHER
