"""Where you are signed in: each browser, ending one, ending all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.actions import end_other_sessions, end_session
from voorrang.accounts.browsers import browser_name
from voorrang.accounts.models import OpenSession
from voorrang.accounts.queries import open_sessions
from voorrang.lib.clock import now
from voorrang.ui.shapes import Confirm


@require_GET
@never_cache
def listing(request: Any) -> HttpResponse:
    """List the browsers in which the person is signed in, seen last first."""
    here = request.session.session_key
    rows = [
        {
            "session": one,
            "name": _name(one),
            "is_this": one.session_key == here,
            "end": None if one.session_key == here else _end(one),
        }
        for one in open_sessions(request.user, now())
    ]
    return render(request, "account/devices.html", {"rows": rows, "everywhere": _everywhere()})


@require_POST
def end(request: Any, session_id: UUID) -> HttpResponse:
    """End one of the person's own sessions at once. Somebody else's is not there."""
    if not end_session(user=request.user, session_id=session_id, by=request.visitor.by, at=now()):
        raise Http404
    messages.success(request, _("That browser is logged out."))
    return redirect("sign_in:devices")


@require_POST
def end_all(request: Any) -> HttpResponse:
    """Log the person out everywhere, here too."""
    end_other_sessions(user=request.user, keep=None, by=request.visitor.by, at=now())
    logout(request)
    messages.success(request, _("You are logged out everywhere."))
    return redirect("account_login")


def _name(session: OpenSession) -> str:
    browser, system = browser_name(session.agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def _end(session: OpenSession) -> Confirm:
    return Confirm(
        id=f"end-{session.id}",
        button=_("Log out"),
        title=_("Log out %(name)s?") % {"name": _name(session)},
        text=_("Whoever uses it must log in again. What was not sent yet is lost there."),
        url=reverse("sign_in:device-end", args=[session.id]),
        confirm=_("Log it out"),
        dangerous=True,
    )


def _everywhere() -> Confirm:
    return Confirm(
        id="end-all",
        button=_("Log out everywhere"),
        title=_("Log out everywhere, here too?"),
        text=_("Every browser must log in again. Your systems' tokens go on working."),
        url=reverse("sign_in:device-end-all"),
        confirm=_("Log out everywhere"),
        dangerous=True,
    )
