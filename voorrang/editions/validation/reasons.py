"""Checks of the reasons: every code of the rules has a text, and no text asks for a fact that the code does not give."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from voorrang.editions.shapes import list_of, one_of, string, table, text
from voorrang.editions.validation.context import Context
from voorrang.editions.words import TONES
from voorrang.rules.reasons import REASON_CODES

_HAS_OWN_CLAUSES = frozenset({"exclusion", "reading", "tier"})
"""Facts that name something with clauses of its own; a reason with one of them may cite nothing else."""


def check(context: Context) -> None:
    """Check the section `reason` of the terms."""
    texts = text(context.languages)
    shape = table(
        {"clauses": list_of(string()), "tone": one_of(TONES, "tone"), "text": texts},
        {"cure": texts},
    )
    for path, code, row in context.tables("reason", shape):
        where = path.removeprefix("reason.")
        context.cites_exist(context.file_of("reason"), where, row["clauses"])
        if code not in REASON_CODES:
            context.add("reason", where, "The rules give no such reason.", "Remove it, or mend its spelling.")
            continue
        if not row["clauses"] and not _HAS_OWN_CLAUSES & {*REASON_CODES[code]}:
            context.add("reason", f"{where}.clauses", "Nothing is cited.", "Name the clause that says so.")
        if row["tone"] in {"bad", "warn"} and "cure" not in row:
            context.add("reason", where, "A warning or refusal needs a cure.", f"Add {where}.cure.")
        for part in ("text", "cure"):
            for language, sentence in row.get(part, {}).items():
                _placeholders(context, f"{where}.{part}.{language}", sentence, REASON_CODES[code])
    written = context.terms.get("reason")
    for code in REASON_CODES:
        if isinstance(written, Mapping) and code not in written:
            context.add("reason", code, "This reason of the rules has no text.", f"Add [{code}].")


def _placeholders(context: Context, where: str, sentence: str, facts: tuple[str, ...]) -> None:
    try:
        names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    except ValueError as error:
        context.add("reason", where, f"The braces do not match: {error}.", "Write {fact}, or {{ for a brace.")
        return
    for name in sorted(names - {*facts}):
        given: Any = ", ".join(facts) or "none"
        context.add("reason", where, f"The reason has no fact {name!r}.", f"Use one of its facts: {given}.")
