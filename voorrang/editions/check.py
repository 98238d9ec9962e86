"""`voorrang programme check`: everything that is wrong with a folder."""

from pathlib import Path

from voorrang.editions.findings import Finding, ProgrammeInvalid
from voorrang.editions.loader import RawProgramme, read_folder
from voorrang.editions.products import product_lines
from voorrang.editions.validation import findings_of

__all__ = ["Finding", "check_folder", "checked_folder"]


def check_folder(folder: Path) -> list[Finding]:
    """Check a programme's folder with every dated coverage and every set of readings in it; empty when all is well."""
    try:
        checked_folder(folder)
    except ProgrammeInvalid as invalid:
        return list(invalid.findings)
    return []


def checked_folder(folder: Path) -> RawProgramme:
    """Read a folder of which every dated version is sound. Raises ProgrammeInvalid with all errors of all versions."""
    if not folder.is_dir():
        raise ProgrammeInvalid(
            [Finding(str(folder), "", "There is no such folder.", "Name the folder that holds programme.toml.")]
        )
    raw = read_folder(folder)
    found: set[Finding] = set()
    for name, coverage in zip(raw.coverage_files, raw.coverages, strict=True):
        found.update(findings_of(raw.terms, coverage, raw.readings, files={**raw.files, "coverage": name}))
    for name, readings in zip(raw.reading_files, raw.all_readings, strict=True):
        found.update(findings_of(raw.terms, raw.coverage, readings, files={**raw.files, "readings": name}))
    try:
        product_lines(folder)
    except ProgrammeInvalid as invalid:
        found.update(invalid.findings)
    if found:
        raise ProgrammeInvalid(sorted(found))
    return raw
