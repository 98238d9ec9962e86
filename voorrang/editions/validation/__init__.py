"""Checks of a programme's content: every error at once, each with file, key path and cure."""

from collections.abc import Mapping
from typing import Any

from voorrang.editions.findings import Finding
from voorrang.editions.validation import coverage as coverage_checks
from voorrang.editions.validation import readings as reading_checks
from voorrang.editions.validation import reasons as reason_checks
from voorrang.editions.validation import terms as terms_checks
from voorrang.editions.validation.context import Context


def findings_of(
    terms: Mapping[str, Any],
    coverage: Mapping[str, Any],
    readings: Mapping[str, Any],
    *,
    files: Mapping[str, str],
) -> list[Finding]:
    """Return every error in these three parts, sorted by file; empty when the programme can be used.

    `files` says which file holds which top-level key of the terms.
    """
    context = Context(terms, coverage, readings, files)
    terms_checks.check(context)
    reason_checks.check(context)
    coverage_checks.check(context)
    reading_checks.check(context)
    return sorted(context.report.findings)
