"""The operator's page of privacy: what is held, what waits to be erased, what was, and what goes by itself."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.accounts.models import User
from voorrang.lib.clock import now
from voorrang.privacy.data_map import data_map
from voorrang.privacy.erasure import waiting_requests
from voorrang.privacy.holds import standing_holds
from voorrang.privacy.models import Erasure, Hold
from voorrang.privacy.periods import periods
from voorrang.privacy.retention import due, last_run
from voorrang.privacy.wording import BASES, CLASSES, KINDS, PURPOSES
from voorrang.ui.shapes import Confirm, Crumb

NEWEST = 50


@require_GET
def overview(request: Any) -> HttpResponse:
    """Show holds, requests, erasures and retention; `?preview=1` counts what would go tonight."""
    at = now()
    holds = list(standing_holds().select_related("customer").order_by("-placed_at", "-id"))
    erasures = list(Erasure.objects.select_related("customer").order_by("-confirmed_at", "-id")[:NEWEST])
    run = last_run()
    context = {
        "holds": [{"row": one, "by": by, "lift": _lift(one)} for one, by in _named(holds, "placed_by")],
        "may_keep": request.may("desk:hold-lift"),
        "requests": waiting_requests().select_related("customer").order_by("requested_at", "id"),
        "erasures": [{"row": one, "by": by} for one, by in _named(erasures, "confirmed_by")],
        "newest": NEWEST,
        "periods": _periods(at, wants_preview="preview" in request.GET, gone=run.data.get("gone", {}) if run else {}),
        "is_previewed": "preview" in request.GET,
        "run": run,
    }
    return render(request, "desk/privacy/show.html", context)


@require_GET
def show_map(request: Any) -> HttpResponse:
    """Show the data map: every table and field, what it holds, why, and until when."""
    lines = [
        {
            "name": entry.label,
            "fields": [(CLASSES[one], entry.of(one)) for one in CLASSES if entry.of(one)],
            "purpose": PURPOSES[entry.purpose],
            "basis": BASES[entry.basis],
            "kept": KINDS[entry.kept],
        }
        for entry in data_map().values()
    ]
    crumbs = (Crumb(_("Privacy"), reverse("desk:privacy")), Crumb(_("Data map")))
    return render(request, "desk/privacy/map.html", {"lines": lines, "crumbs": crumbs})


def _periods(at: datetime, *, wants_preview: bool, gone: dict[str, int]) -> list[dict[str, Any]]:
    counted = {one.kind: one for one in due(at)} if wants_preview else {}
    return [
        {"kind": KINDS[kind], "days": days, "due": counted.get(kind), "gone": gone.get(kind)}
        for kind, days in periods().items()
    ]


def _named(rows: list[Any], column: str) -> list[tuple[Any, str]]:
    names = dict(User.objects.filter(id__in=[getattr(one, column) for one in rows]).values_list("id", "name"))
    return [(one, names.get(getattr(one, column), "")) for one in rows]


def _lift(hold: Hold) -> Confirm:
    return Confirm(
        id=f"lift-{hold.id}",
        button=_("Lift"),
        title=_("Lift this hold?"),
        text=_("What has been kept longer than agreed goes the next night."),
        url=reverse("desk:hold-lift", args=[hold.customer.code, hold.id]),
        confirm=_("Lift the hold"),
        dangerous=True,
    )
