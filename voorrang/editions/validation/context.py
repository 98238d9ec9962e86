"""What every check needs: the content, the ids that it defines, and a place to note errors."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from voorrang.editions.findings import Report
from voorrang.editions.shapes import Note, Shape, list_of, string

type Row = Mapping[str, Any]

REASONS_FILE = "reasons.toml"
"""Holds one section of the terms without its name: [cover_ended], not [reason.cover_ended]."""


class Context:
    """One programme under check.

    Ids are taken even from rows that are broken otherwise, so that one error does not cause a tail of others.
    """

    def __init__(self, terms: Row, coverage: Row, readings: Row, files: Mapping[str, str]) -> None:
        self.terms = terms
        self.coverage = coverage
        self.readings = readings
        self.files = files
        self.report = Report()
        self.coverage_file = files.get("coverage", "coverage.toml")
        self.readings_file = files.get("readings", "readings.toml")

    def note_in(self, file: str) -> Note:
        """Return the function by which shapes note what does not fit in this file."""

        def note(key: str, problem: str, cure: str) -> None:
            self.report.add(file, key, problem, cure)

        return note

    def file_of(self, section: str) -> str:
        """The file that holds a top-level key of the terms."""
        return self.files.get(section, "programme.toml")

    def add(self, section: str, key: str, problem: str, cure: str) -> None:
        """Note an error in the terms."""
        self.report.add(self.file_of(section), key, problem, cure)

    def rows(self, section: str, id_key: str, shape: Shape) -> Iterator[tuple[str, Row]]:
        """Check the list of tables `section` of the terms, and yield path and row of those that fit."""
        note = self.note_in(self.file_of(section))
        yield from rows_of(self.terms, section, id_key, shape, note)

    def tables(self, section: str, shape: Shape, *, needed: bool = True) -> Iterator[tuple[str, str, Any]]:
        """Check the table of tables `section` of the terms, and yield path, name and content of those that fit."""
        file = self.file_of(section)
        whole_file = self.terms.get(section) is not None and file == REASONS_FILE

        def note(key: str, problem: str, cure: str) -> None:
            self.report.add(file, key.removeprefix(f"{section}.") if whole_file else key, problem, cure)

        content = self.terms.get(section)
        if content is None:
            if needed:
                note(section, "This is missing.", f"Add [{section}].")
            return
        if not isinstance(content, Mapping):
            note(section, f"{content!r} is no table.", "Write a table here.")
            return
        for name, each in content.items():
            path = f"{section}.{name}"
            if shape(each, path, note):
                yield path, name, each

    def cited(self, section: str, path: str, row: Row) -> None:
        """Every clause that a row of the terms cites must exist."""
        self.cites_exist(self.file_of(section), path, [*row.get("clauses", ()), *_single(row)])

    def cites_exist(self, file: str, path: str, references: Collection[str]) -> None:
        """Every reference must be a clause or an assumption."""
        for reference in references:
            if reference not in self.citable:
                self.report.add(
                    file,
                    path,
                    f"It cites {reference!r}, which is neither a clause nor an assumption.",
                    "Add it to clauses.toml or assumptions.toml, or cite another one.",
                )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages that every text must have."""
        listed = self.terms.get("text_languages")
        if listed is not None and list_of(string(), at_least=1)(listed, "", _ignore):
            return tuple(listed)
        return ("en",)

    @cached_property
    def citable(self) -> frozenset[str]:
        """Ids of clauses and assumptions."""
        return ids(self.terms, "clause", "id") | ids(self.terms, "assumption", "id")

    @cached_property
    def tiers(self) -> frozenset[str]:
        return ids(self.terms, "tier", "code")

    @cached_property
    def features(self) -> frozenset[str]:
        return ids(self.terms, "feature", "key")

    @cached_property
    def scopes(self) -> frozenset[str]:
        return ids(self.terms, "scope", "key")

    @cached_property
    def regions(self) -> frozenset[str]:
        return ids(self.coverage, "region", "code")

    @cached_property
    def reading_ids(self) -> frozenset[str]:
        return ids(self.readings, "reading", "id")


def ids(content: Row, section: str, id_key: str) -> frozenset[str]:
    """The ids of a list of tables, whatever else is wrong with it."""
    return frozenset(str(row[id_key]) for row in loose_rows(content, section) if id_key in row)


def loose_rows(content: Row, section: str) -> list[Row]:
    """The tables of a list, unchecked: their members may be anything."""
    rows = content.get(section)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def rows_of(content: Row, section: str, id_key: str, shape: Shape, note: Note) -> Iterator[tuple[str, Row]]:
    """Check a list of tables whose ids must differ, and yield path and row of those that fit."""
    rows = content.get(section)
    if rows is None:
        note(section, "This is missing.", f"Add at least one [[{section}]].")
        return
    if not isinstance(rows, list):
        note(section, "This is no list of tables.", f"Write [[{section}]] with two brackets.")
        return
    seen: set[str] = set()
    for position, row in enumerate(rows):
        name = row.get(id_key) if isinstance(row, Mapping) else None
        path = f"{section}.{name}" if isinstance(name, str) and name else f"{section}.{position}"
        if isinstance(name, str):
            if name in seen:
                note(path, f"{name!r} is defined twice.", "Remove or rename one of them.")
            seen.add(name)
        if shape(row, path, note):
            yield path, row


def _single(row: Row) -> tuple[str, ...]:
    return tuple(row[key] for key in ("clause", "source") if key in row)


def _ignore(key: str, problem: str, cure: str) -> None:
    """Only the verdict is wanted."""
