"""What every template may read: who looks, and the frame of their door."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from voorrang.accounts.visitor import NO_VISITOR, Visitor
from voorrang.desk.shell import desk_shell
from voorrang.portal.shell import portal_shell
from voorrang.ui.shapes import Shell


def visitor(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `visitor`, `is_demo`, and `shell`, built only where a page has a frame."""
    present: Visitor = getattr(request, "visitor", NO_VISITOR)
    return {
        "visitor": present,
        "is_demo": settings.VOORRANG_DEMO,
        "shell": SimpleLazyObject(lambda: _shell(request, present)),
    }


def _shell(request: HttpRequest, present: Visitor) -> Shell:
    if present.is_vendor:
        return desk_shell(request)
    if present.customer is not None:
        return portal_shell(request)
    return Shell(place="Voorrang", home_url="/", sections=())
