"""What only our own programme says: no page, answer or file of another programme may show any of it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from voorrang.accounts.models import CustomerRole, StaffRole

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"
CODES_OWN = {*StaffRole, *CustomerRole, "self_diagnosis"}
"""Words that code defines (roles, a field of the API); a feature or duty may be called alike."""


def ours_in(text: str) -> set[str]:
    """Return the ids and names of our programmes that stand in a text, as whole words.

    A tier's code is looked for in what people read: in a list of countries "PA" is the value of Panama.
    """
    tiers, others = _patterns()
    seen = unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL))
    return set(others.findall(unescape(text))) | set(tiers.findall(seen))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tiers: set[str] = set()
    others: set[str] = set()
    for folder in PROGRAMMES.iterdir():
        if folder.is_dir():
            rows = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.toml")}
            tiers.update(tier["code"] for tier in rows["programme"]["tier"])
            others.update(_facts(rows))
    return _any_of(tiers), _any_of(others - CODES_OWN)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w.+#-])(?:{longest_first})(?!\w|[+-]\w|\.\w)")


def _facts(files: dict[str, dict[str, Any]]) -> Iterator[str]:
    terms = files["programme"]
    yield from (terms["code"], terms["name"]["en"])
    for tier in terms["tier"]:
        yield from tier["name"].values()
    for feature in terms["feature"]:
        yield feature["key"]
        yield from (name for name in feature["name"].values() if " " in name)
    for kind in ("duty", "exclusion"):
        yield from (row["key"] for row in terms[kind])
    for article in files["articles"]["article"]:
        yield from article["articles"].values()
    for file, table in (("clauses", "clause"), ("assumptions", "assumption"), ("readings", "reading")):
        yield from (row["id"] for row in files[file][table])
    for country in files["coverage"]["country"].values():
        if country.get("toll_free"):
            yield country["toll_free"]
