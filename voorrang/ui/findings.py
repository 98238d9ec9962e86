"""What a helpdesk found and tried, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from voorrang.cases.models import Case
from voorrang.ui.shapes import Fact

_NAMES = {"found": _("Found"), "steps": _("Steps taken"), "finding": _("Finding")}


def finding_facts(case: Case) -> list[Fact]:
    """Return the findings of a case, as far as anything was said."""
    return [
        Fact(_NAMES.get(name, name.replace("_", " ")), told(value)) for name, value in case.diagnosis.items() if value
    ]


def told(value: Any) -> str:
    """Return one finding as text; systems may send lists and names with texts."""
    if isinstance(value, list):
        return "; ".join(told(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {told(each)}" for name, each in value.items())
    return str(value)
