"""What every template may read: who looks, and the frame of their door."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from voorrang.accounts.visitor import NO_VISITOR, Visitor
from voorrang.desk.shell import desk_shell
from voorrang.portal.shell import portal_shell
from voorrang.ui.shapes import Shell

if TYPE_CHECKING:
    from voorrang.demo.who import Group


def visitor(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `visitor`, `is_demo`, and `shell`, built only where a page has a frame."""
    present: Visitor = getattr(request, "visitor", NO_VISITOR)
    return {
        "visitor": present,
        "is_demo": settings.VOORRANG_DEMO,
        "shell": SimpleLazyObject(lambda: _shell(request, present)),
        "demo_people": _demo_people if settings.VOORRANG_DEMO else (),
    }


def _demo_people() -> "list[Group]":
    """Who can log in, in groups, for the log-in page of a demo; templates call it only there."""
    from voorrang.demo.who import who_is_who

    return who_is_who()


def _shell(request: HttpRequest, present: Visitor) -> Shell:
    if present.is_vendor:
        return desk_shell(request)
    if present.customer is not None:
        return portal_shell(request)
    return Shell(place="Voorrang", home_url="/", sections=())
