"""Checks of the readings: choices, and that what they change exists, differs, and leaves the terms sound."""

from typing import Any

from voorrang.editions.paths import PathMissing, value_at, with_value_at
from voorrang.editions.shapes import anything, day, list_of, map_of, string, table, text
from voorrang.editions.validation.context import Context, Row, rows_of
from voorrang.editions.validation.terms import check_section


def check(context: Context) -> None:
    """Check the readings against the terms."""
    note = context.note_in(context.readings_file)
    for key in context.readings:
        if key not in {"starts_on", "reading"}:
            note(key, "This key is not known.", "Remove it.")
    day(context.readings.get("starts_on"), "starts_on", note)
    texts = text(context.languages)
    change = table({"path": string(like="a path such as matrix/GOLD/reports"), "value": anything})
    choice = table({"text": texts}, {"changes": list_of(change, at_least=1)})
    shape = table(
        {"id": string(), "question": texts, "chosen": string(), "choice": map_of(choice)},
        {"why_fixed": texts},
    )
    owners: dict[str, str] = {}
    for path, row in rows_of(context.readings, "reading", "id", shape, note):
        context.cites_exist(context.readings_file, path, [row["id"]])
        if row["chosen"] not in row["choice"]:
            note(f"{path}.chosen", f"There is no choice {row['chosen']!r}.", f"Use one of: {', '.join(row['choice'])}.")
        if len(row["choice"]) < 2:  # noqa: PLR2004 - one way to read is no contradiction
            note(f"{path}.choice", "There is one way to read only.", "Add the other choice.")
        if "why_fixed" in row:
            _fixed(context, path, row)
        else:
            _switchable(context, path, row, owners)


def _fixed(context: Context, path: str, row: Row) -> None:
    for name, choice in row["choice"].items():
        if "changes" in choice:
            context.report.add(
                context.readings_file,
                f"{path}.choice.{name}",
                "A fixed reading changes nothing.",
                "Remove the changes, or remove why_fixed to make it switchable.",
            )


def _switchable(context: Context, path: str, row: Row, owners: dict[str, str]) -> None:
    note = context.note_in(context.readings_file)
    paths_of = {
        name: {change["path"] for change in choice.get("changes", ())} for name, choice in row["choice"].items()
    }
    every = set().union(*paths_of.values())
    for name, paths in paths_of.items():
        where = f"{path}.choice.{name}"
        if not paths:
            note(where, "This choice changes nothing.", "Add changes, or why_fixed to the reading.")
        for missing in sorted(every - paths):
            if paths:
                note(
                    where,
                    f"It leaves {missing} as it is, which another choice sets.",
                    "Set the same paths in every choice.",
                )
    for changed in sorted(every):
        other = owners.setdefault(changed, row["id"])
        if other != row["id"]:
            note(path, f"{changed} is also set by the reading {other}.", "Let one reading decide on it.")
    for name, choice in row["choice"].items():
        _apply(context, f"{path}.choice.{name}", choice.get("changes", ()))


def _apply(context: Context, where: str, changes: Any) -> None:
    """Try one choice: its paths must exist, hold the same type, and leave the section without a new error."""
    terms: Any = context.terms
    touched: dict[str, None] = {}
    for change in changes:
        try:
            old = value_at(terms, change["path"])
        except PathMissing:
            context.report.add(
                context.readings_file,
                where,
                f"The terms have nothing at {change['path']}.",
                'Mend the path, or write the value out there ("none" in the matrix).',
            )
            continue
        if type(old) is not type(change["value"]):
            context.report.add(
                context.readings_file,
                where,
                f"{change['value']!r} cannot replace {old!r} at {change['path']}.",
                "Write a value of the same type.",
            )
            continue
        terms = with_value_at(terms, change["path"], change["value"])
        touched[change["path"].split("/")[0]] = None
    tried = Context(terms, context.coverage, context.readings, context.files)
    for section in touched:
        check_section(tried, section)
    before = {(finding.key, finding.problem) for finding in context.report.findings}
    for finding in tried.report.findings:
        if (finding.key, finding.problem) not in before:
            context.report.add(
                context.readings_file,
                where,
                f"With this choice {finding.key} is wrong: {finding.problem}",
                finding.cure,
            )
