"""What a machine is, by evidence (E.8): its model's name, the chassis that a tool reports, what an operator has settled.

The lines of products are the vendor's data (`products.toml`); nothing here knows a product. What nothing tells stays
unknown: nobody may be called eligible by a guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

type Basis = Literal["settled", "line", "chassis", "nothing"]
"""Where a verdict comes from."""


class Evidence(NamedTuple):
    """What is known of a machine. `chassis` is what a tool reports of its case, such as `Notebook`; all may be empty."""

    model: str
    maker: str = ""
    product_number: str = ""
    chassis: str = ""


class Ruling(NamedTuple):
    """What an operator settled."""

    kind: str
    commercial: bool


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A line of products, told by its name.

    `pattern` is what the model's name begins with, up to the end of a word. `kind` None: the chassis says it, and where
    none is known it is `usually` this. `commercial` None: the name alone does not say for whom it is made. `why` is for people.
    """

    key: str
    pattern: re.Pattern[str]
    kind: str | None
    usually: str | None
    commercial: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class ProductLines:
    """A vendor's lines in the order in which they are tried, and what chassis mean.

    `makers` are names in front of a model that say nothing. `eligible` are the kinds that may be eligible (E.8).
    """

    lines: tuple[ProductLine, ...]
    chassis: Mapping[str, str]
    makers: tuple[str, ...]
    eligible: frozenset[str]

    def __hash__(self) -> int:
        """By identity: the lines of a vendor are read once."""
        return id(self)


class Verdict(NamedTuple):
    """What a machine is. None: not known. `eligible` is no only when that is certain.

    `line` is the key of the line that told, or the chassis as it was read.
    """

    kind: str | None
    commercial: bool | None
    eligible: bool | None
    basis: Basis
    line: str = ""


def kind_of(
    evidence: Evidence, lines: ProductLines, settled: Mapping[tuple[str, str, str], Ruling] | None = None
) -> Verdict:
    """Say what a machine is: by what was settled, else by the line of its name, else by its chassis alone.

    `settled` is keyed by maker in lower case, base product number, and model name as `settled_name` writes it, one of the
    two empty.
    """
    for key in _keys(evidence):
        ruling = (settled or {}).get(key)
        if ruling is not None:
            return _verdict(lines, ruling.kind, ruling.commercial, "settled")
    chassis = lines.chassis.get(" ".join(evidence.chassis.lower().split()))
    line = _line_of(plain_model(evidence.model, lines.makers), lines)
    if line is not None:
        return _verdict(lines, line.kind or chassis or line.usually, line.commercial, "line", line.key)
    if chassis is not None:
        return _verdict(lines, chassis, None, "chassis", evidence.chassis)
    return Verdict(None, None, None, "nothing")


def settled_name(model: str) -> str:
    """Return a model's name as rulings are found by it: in capitals, one space between words."""
    return " ".join(model.upper().split())


def base_number(product_number: str) -> str:
    """Return a product number without its localisation suffix: `2EQ34EA#ACB` is a `2EQ34EA`."""
    return product_number.strip().upper().partition("#")[0].strip()


def plain_model(model: str, makers: Sequence[str]) -> str:
    """Return a model's name in small letters, without makers in front, with one space where there is none or a sign."""
    text = " ".join(re.sub(r"[_/(),;:®™]+| by hp\b", " ", model.lower()).split())
    stripped = True
    while stripped:
        stripped = False
        for maker in makers:
            if text.startswith(f"{maker} "):
                text, stripped = text[len(maker) + 1 :], True
    return text


@lru_cache(maxsize=65_536)
def _line_of(model: str, lines: ProductLines) -> ProductLine | None:
    return next((line for line in lines.lines if line.pattern.match(model)), None) if model else None


def _keys(evidence: Evidence) -> tuple[tuple[str, str, str], ...]:
    maker, base, name = (
        evidence.maker.strip().lower(),
        base_number(evidence.product_number),
        settled_name(evidence.model),
    )
    return tuple(key for key in ((maker, base, ""), (maker, "", name)) if any(key[1:]))


def _verdict(lines: ProductLines, kind: str | None, commercial: bool | None, basis: Basis, line: str = "") -> Verdict:  # noqa: FBT001 -- a fact, no switch
    if kind is None:
        eligible = False if commercial is False else None
    elif kind not in lines.eligible or commercial is False:
        eligible = False
    else:
        eligible = commercial
    return Verdict(kind, commercial, eligible, basis, line)
