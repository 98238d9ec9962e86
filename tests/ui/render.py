"""Render a piece of template with the components, at a fixed present."""

from datetime import UTC, datetime
from typing import Any

from django.template import Context, Template

NOW = datetime(2031, 3, 4, 9, 12, tzinfo=UTC)


def rendered(source: str, **context: Any) -> str:
    """Return the HTML of a template, with `now` at `NOW`."""
    return Template("{% load voorrang %}" + source).render(Context({"now": NOW, **context}))
