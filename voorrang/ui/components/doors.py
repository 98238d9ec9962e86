"""What pages of every door ask: what the reader may do, and on which day a period ends."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.template import Context, Library

register = Library()


@register.simple_tag(takes_context=True)
def may(context: Context, operation: str) -> bool:
    """Say whether the reader may open a page or send a form: `{% may "desk:order-new" as may_order %}`."""
    request: Any = context["request"]
    return bool(request.may(operation))


@register.filter
def last_day(ends_at: datetime | None) -> date | None:
    """Return the last day of a period that ends, exclusive, at an instant; days of contracts and cover are counted in UTC."""
    return None if ends_at is None else (ends_at.astimezone(UTC) - timedelta(microseconds=1)).date()
