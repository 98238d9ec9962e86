"""What people of the demo world write, by language; English where a language has no words for something."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent
_SPOKEN_AS = {"nb": "en", "pt": "en"}


class Symptom(NamedTuple):
    """Something that breaks: its key in the texts, the kinds that it strikes, and how often."""

    key: str
    kinds: frozenset[str]
    weight: int


@cache
def symptoms() -> tuple[Symptom, ...]:
    """Return everything that breaks."""
    read = tomllib.loads((_FOLDER / "symptoms.toml").read_text(encoding="utf-8"))
    return tuple(Symptom(key, frozenset(row["kinds"]), row["weight"]) for key, row in read.items())


@cache
def words(language: str) -> "Words":
    """Return what a speaker of a language writes."""
    file = _FOLDER / "texts" / f"{_SPOKEN_AS.get(language, language)}.toml"
    return Words(language, tomllib.loads(file.read_text(encoding="utf-8")))


class Words(NamedTuple):
    """One language's texts."""

    language: str
    read: dict[str, Any]

    def title(self, symptom: str, model: str) -> str:
        """What the helpdesk says is wrong."""
        return str(self.read["symptom"][symptom][0]).format(model=model)

    def fix(self, symptom: str) -> str:
        """How it was solved."""
        return str(self.read["symptom"][symptom][1])

    def say(self, what: str, dice: Random) -> str:
        """One of the things that are said on an occasion (`answers`, `asks`, ...)."""
        return str(dice.choice(self.read["talk"][what]))
