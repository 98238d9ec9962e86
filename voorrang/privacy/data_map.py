"""The data map as stored in `data_map.toml`, held against the models that there are."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

FILE = Path(__file__).with_name("data_map.toml")
IDENTIFYING, WORDS, LABEL, SECRET, NONE = CLASSES = ("identifying", "words", "label", "secret", "none")
PERSONAL = (IDENTIFYING, WORDS, LABEL)
"""Classes of what erasing a person changes."""

_TELLING = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
    ArrayField,
)


@dataclass(frozen=True, slots=True)
class Mapped:
    """One model's line of the map. `about` are pairs (contact | user, column); `fields` maps field to class."""

    label: str
    purpose: str
    basis: str
    kept: str
    about: tuple[tuple[str, str], ...] = ()
    by: tuple[str, ...] = ()
    case: str = ""
    gone: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> Any:
        """The model. Raises `LookupError` when its app is not installed."""
        return apps.get_model(self.label)

    def of(self, *classes: str) -> list[str]:
        """Return the fields of these classes."""
        return [name for name, one in self.fields.items() if one in classes]


@cache
def data_map() -> Mapping[str, Mapped]:
    """Return the map by model label, such as `cases.Case`; models of apps that are not installed are left out."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    here = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    return {label: _read(label, entry) for label, entry in raw.items() if label in here}


def not_mapped(found: Iterable[type[models.Model]], mapped: Mapping[str, Mapped]) -> Iterator[str]:
    """Say for each model and each telling field that the map misses what to write where; and which lines name nothing."""
    for model in found:
        label = model._meta.label
        entry = mapped.get(label)
        telling = {one.name for one in model._meta.local_fields if _tells(one)}
        if entry is None:
            yield (
                f'{label} is not in the data map. Add to {FILE.name}: ["{label}"] with purpose, basis and kept'
                + (f", and sort {sorted(telling)} into identifying, words, label, secret or none" if telling else "")
            )
            continue
        for name in sorted(telling - entry.fields.keys()):
            yield (
                f'{label}.{name} is not classified. Add to {FILE.name}, under ["{label}"]: none = ["{name}"]'
                " (or identifying, words, label, secret instead of none)"
            )
        for name in sorted(entry.fields.keys() - {one.name for one in model._meta.local_fields}):
            yield f'{label} has no field {name}. Take it out of {FILE.name}, under ["{label}"]'


def personal() -> Iterator[Mapped]:
    """Return the models that hold something which erasing a person changes or removes."""
    return (entry for entry in data_map().values() if entry.gone or entry.of(*PERSONAL))


def as_json() -> list[dict[str, Any]]:
    """Return the map as plain values, one entry for each field that tells something, in the order of the file."""
    return [
        {
            "model": entry.label,
            "field": name,
            "class": entry.fields.get(name, ""),
            "purpose": entry.purpose,
            "basis": entry.basis,
            "kept": entry.kept,
        }
        for entry in data_map().values()
        for name in (entry.fields or [""])
    ]


def _read(label: str, entry: Mapping[str, Any]) -> Mapped:
    return Mapped(
        label=label,
        purpose=entry["purpose"],
        basis=entry["basis"],
        kept=entry["kept"],
        about=tuple(tuple(one.split(".", 1)) for one in entry.get("about", ())),
        by=tuple(entry.get("by", ())),
        case=entry.get("case", ""),
        gone=entry.get("gone", ""),
        fields={name: one for one in CLASSES for name in entry.get(one, ())},
    )


def _tells(one: Any) -> bool:
    """Whether a field may hold what somebody typed: text without a fixed choice, JSON, lists of texts, bytes, files."""
    return isinstance(one, _TELLING) and not one.choices
