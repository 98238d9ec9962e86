"""Tags that only the desk needs."""

from collections.abc import Sequence
from typing import Any

from django.template import Library

register = Library()


@register.filter
def position(rows: Sequence[Any], index: int) -> Any:
    """Return one of several by its place, for lists that run side by side."""
    return rows[index] if index < len(rows) else None
