"""Tags that only the portal needs."""

import re

from django.template import Library

register = Library()
_END = re.compile(r"(?<=[.!?。])\s")


@register.filter
def first_sentence(text: str) -> str:
    """Return the first sentence of a clause: enough where all of it stands one click away."""
    return _END.split(text, maxsplit=1)[0]
