"""Reading a programme from a folder of TOML files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from voorrang.editions.build import build_programme
from voorrang.editions.canonical import plain
from voorrang.editions.findings import ProgrammeInvalid, Report
from voorrang.editions.readings import choose
from voorrang.editions.validation import findings_of
from voorrang.rules.programme import Programme

TERMS_FILES = ("programme.toml", "articles.toml", "clauses.toml", "assumptions.toml")
"""Files whose top-level keys together make the terms; `reasons.toml` stands whole under the key `reason`."""
REASONS_FILE = "reasons.toml"


class NothingInForce(LookupError):
    """No coverage or readings of this programme hold on the day asked for."""


@dataclass(frozen=True, slots=True)
class RawProgramme:
    """A folder as plain content, ready for canonical JSON and for storing.

    `coverage` and `readings` are those in force on the day that was asked for, or the newest; `coverages` and
    `all_readings` hold every dated version, oldest first (Q.19).
    """

    terms: dict[str, Any]
    coverage: dict[str, Any]
    readings: dict[str, Any]
    coverages: tuple[dict[str, Any], ...]
    all_readings: tuple[dict[str, Any], ...]
    files: Mapping[str, str]
    """Top-level key of the terms to the file that holds it; `coverage` and `readings` to the files in force."""
    coverage_files: tuple[str, ...]
    reading_files: tuple[str, ...]
    """File names, in the order of `coverages` and `all_readings`."""


def read_folder(folder: Path, *, on: date | None = None) -> RawProgramme:
    """Read the files of a programme without judging them.

    Raises ProgrammeInvalid when a file is missing, is no TOML, or two files hold the same key; NothingInForce when no
    coverage or readings hold on that day.
    """
    report = Report()
    terms: dict[str, Any] = {}
    files: dict[str, str] = {}
    for name in TERMS_FILES:
        for key, value in _read(folder, name, report).items():
            if key in files:
                report.add(name, key, f"This key also stands in {files[key]}.", "Keep it in one of the two files.")
            terms[key], files[key] = value, name
    terms["reason"], files["reason"] = _read(folder, REASONS_FILE, report), REASONS_FILE
    coverages = _dated(folder, "coverage", report)
    readings = _dated(folder, "readings", report)
    if report.findings:
        raise ProgrammeInvalid(report.findings)
    files["coverage"], coverage = _in_force(coverages, on, "coverage")
    files["readings"], chosen = _in_force(readings, on, "readings")
    return RawProgramme(
        terms=terms,
        coverage=coverage,
        readings=chosen,
        coverages=tuple(content for _, content in coverages),
        all_readings=tuple(content for _, content in readings),
        files=files,
        coverage_files=tuple(name for name, _ in coverages),
        reading_files=tuple(name for name, _ in readings),
    )


def load_programme(folder: Path, *, on: date | None = None, readings: Mapping[str, str] | None = None) -> Programme:
    """Load one edition: the terms, with the coverage and readings in force `on` that day (None: the newest).

    `readings` switches readings by id, as an operator may. Callers keep the result; every call reads the files again.
    Raises ProgrammeInvalid with every error at once, NothingInForce, or ReadingUnknown.
    """
    raw = read_folder(folder, on=on)
    if findings := findings_of(raw.terms, raw.coverage, raw.readings, files=raw.files):
        raise ProgrammeInvalid(findings)
    return build_programme(raw.terms, raw.coverage, choose(raw.readings, readings or {}))


def _read(folder: Path, name: str, report: Report) -> dict[str, Any]:
    try:
        content: dict[str, Any] = plain(tomllib.loads((folder / name).read_text(encoding="utf-8")))
    except FileNotFoundError:
        report.add(name, "", "The file is missing.", f"Add it to {folder.name}/; the model programme shows its shape.")
    except UnicodeDecodeError as error:
        report.add(name, "", f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        report.add(name, "", f"This is not TOML: {error}.", "Mend the line that the message names.")
    except TypeError as error:
        report.add(name, "", f"{error}.", "Write figures with a decimal point in quotation marks.")
    else:
        return content
    return {}


type _Version = tuple[str, dict[str, Any]]
"""File name and content."""


def _dated(folder: Path, stem: str, report: Report) -> list[_Version]:
    """Read `coverage.toml` and its successors `coverage.2026-01-01.toml`, oldest first by `starts_on`."""
    names = sorted({f"{stem}.toml", *(path.name for path in folder.glob(f"{stem}.*.toml"))})
    versions = [(name, _read(folder, name, report)) for name in names]
    for name, version in versions:
        if version and not _is_day(version.get("starts_on")):
            report.add(name, "starts_on", "There is no first day.", "Add a date, such as starts_on = 2026-01-01.")
    return sorted(versions, key=lambda version: str(version[1].get("starts_on", "")))


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _in_force(versions: list[_Version], on: date | None, what: str) -> _Version:
    held = [version for version in versions if on is None or version[1]["starts_on"] <= on.isoformat()]
    if not held:
        message = f"No {what} of this programme holds on {on}; the first one starts on {versions[0][1]['starts_on']}."
        raise NothingInForce(message)
    return held[-1]
