"""Sentences of what changed, in the three groups that matter: what is frozen, what holds from a day, what is read otherwise."""

from typing import Any

from django.utils.translation import gettext as _

from voorrang.editions.told_changes import COVERAGE, READINGS, TERMS, ToldChange, told_changes
from voorrang.rules.programme import Programme


def grouped(before: Programme, after: Programme, language: str) -> list[tuple[str, str, list[ToldChange]]]:
    """Return title, what it means, and the sentences, for each group that has any."""
    told = told_changes(before, after, language)
    groups: tuple[tuple[str, Any, Any], ...] = (
        (
            TERMS,
            _("Terms"),
            _("Frozen with what was bought: whoever has a contract meets them when it renews."),
        ),
        (
            COVERAGE,
            _("Countries, languages, hours, markets"),
            _("For everybody, from the day on which the newer edition begins."),
        ),
        (READINGS, _("Readings"), _("How contradictions are read, for everybody from their day.")),
    )
    found = [(title, text, [one for one in told if one.part == part]) for part, title, text in groups]
    return [group for group in found if group[2]]
