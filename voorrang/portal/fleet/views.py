"""The customer's devices and what covers them, as far as the reader may see them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Contact
from voorrang.installed_base.models import DeviceVersion
from voorrang.installed_base.queries import (
    CoverState,
    DeviceFilter,
    after_place,
    current_devices,
    items_of,
    place_of,
    visible_to,
)
from voorrang.lib.clock import now
from voorrang.ui.device_list import devices_file, place_in
from voorrang.ui.filters import CURSOR, Choice, Search, link, next_link, read
from voorrang.ui.names import KINDS
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import FilterBar, Listing
from voorrang.ui.wording import country_text

SIZE = 50
UNCOVERED = "uncovered"


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List devices by serial; every filter is in the address, the count is exact."""
    at, contact = now(), request.visitor.contact
    seen = visible_to(current_devices(at), contact)
    bar = _bar(request, seen)
    found = visible_to(current_devices(at, _wanted(bar)), contact)
    if wants_export(request):
        return devices_file("fleet", found, at)
    place = place_in(request.GET.get(CURSOR, ""))
    rows = list((after_place(found, place) if place else found)[: SIZE + 1])
    following = ",".join(place_of(rows[SIZE - 1])) if len(rows) > SIZE else None
    context = {
        "bar": bar,
        "items": items_of(rows[:SIZE], at),
        "list_view": Listing(
            count=found.count(),
            shown=min(len(rows), SIZE),
            noun=ngettext_lazy("device", "devices"),
            next_url=next_link(request.GET, following),
            first_url=link(request.GET, {}) if place else "",
            export_url=export_link(request),
        ),
        "sees_none": contact is not None and contact.scope == Contact.Scope.OWN and contact.site_id is None,
    }
    return render(request, "portal/fleet/list.html", context)


def _bar(request: Any, seen: QuerySet[DeviceVersion]) -> FilterBar:
    """Return the filters; countries and sites are those where the reader sees a device."""
    shown_in = language_of(request)
    codes = seen.order_by().values_list("country", flat=True).distinct()
    countries = sorted(((code, country_text(code, shown_in)) for code in codes), key=lambda one: one[1])
    places = seen.exclude(site=None).order_by("site__name").values_list("site_id", "site__name").distinct()
    cover = [*CoverState.choices, (UNCOVERED, _("Not covered now"))]
    choices: list[Choice | Search] = [
        Search("q", gettext_lazy("Serial, product number or model")),
        Choice("kind", gettext_lazy("Kind"), list(KINDS.items())),
        Choice("cover", gettext_lazy("Cover"), cover),
    ]
    if len(countries) > 1 or "country" in request.GET:
        choices.append(Choice("country", gettext_lazy("Country"), countries))
    sites = [(str(site_id), name) for site_id, name in places]
    if len(sites) > 1 or "site" in request.GET:
        choices.append(Choice("site", gettext_lazy("Site"), sites))
    return read(request.GET, choices)


def _wanted(bar: FilterBar) -> DeviceFilter:
    values = bar.values
    cover = values.get("cover", "")
    return DeviceFilter(
        kind=values.get("kind"),
        country=values.get("country"),
        site_id=UUID(values["site"]) if "site" in values else None,
        cover=CoverState(cover) if cover in CoverState.values else None,
        uncovered=cover == UNCOVERED,
        search=values.get("q", ""),
    )
