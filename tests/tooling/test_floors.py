"""Foreign keys go down or sideways within an app, like imports; `audit` and `editions` hold plain ids."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
PLAIN_IDS = {"audit", "editions"}


def floors() -> list[set[str]]:
    """The floors of the import contract, top first: one list for both lints."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [{name.strip() for name in layer.replace("|", ":").split(":")} for layer in layers]


def floor_of(app: str) -> int:
    """How high an app stands: 0 is the ground."""
    for height, names in enumerate(reversed(floors())):
        if app in names:
            return height
    message = f"{app} is on no floor. Give it one in pyproject.toml, under importlinter."
    raise LookupError(message)


def wrong_keys(found: Iterable[type[models.Model]]) -> list[str]:
    """Every relation of our models that goes up, across, or where only plain ids are allowed."""
    return [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in found
        if _is_ours(model)
        for field in model._meta.get_fields()
        if _points(field) and _is_ours(field.related_model)
        if _goes_wrong(_app(model), _app(field.related_model))
    ]


def _goes_wrong(source: str, target: str) -> bool:
    if source == target:
        return False
    return source in PLAIN_IDS or floor_of(target) >= floor_of(source)


def _points(field: Any) -> bool:
    return field.is_relation and not field.auto_created and isinstance(field.related_model, type)


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("voorrang.")


def _app(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_no_foreign_key_goes_up() -> None:
    assert wrong_keys(apps.get_models()) == []


def test_there_is_something_to_look_at() -> None:
    assert sum(_is_ours(model) for model in apps.get_models()) > 10


def test_every_package_has_a_floor() -> None:
    for folder in (ROOT / "voorrang").iterdir():
        if (folder / "__init__.py").exists():
            floor_of(folder.name)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("cases", "accounts", False),
        ("accounts", "cases", True),
        ("accounts", "accounts", False),
        ("audit", "lib", True),
        ("editions", "audit", True),
        ("portal", "desk", True),
    ],
)
def test_planted_keys_are_judged(source: str, target: str, *, wrong: bool) -> None:
    assert _goes_wrong(source, target) is wrong
