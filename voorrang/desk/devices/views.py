"""Devices: search within a customer, or by serial among the cases of all; one device with its history."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.cases.queries import CaseFilters, QueueFilters, cases_of, queue
from voorrang.contracts.queries import programme_in_force
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.door import opened_customer
from voorrang.desk.queue.views import customer_limit, due_of
from voorrang.installed_base.models import Device
from voorrang.installed_base.queries import (
    CoverState,
    DeviceFilter,
    after_place,
    current_devices,
    device_detail,
    features_at,
    items_of,
    open_unknown_serials,
    place_of,
)
from voorrang.lib.clock import now
from voorrang.ui.cover_bars import cover_bars
from voorrang.ui.device_list import devices_file, place_in
from voorrang.ui.export import csv_file
from voorrang.ui.filters import CURSOR, Choice, Search, next_link, read
from voorrang.ui.names import KINDS
from voorrang.ui.paging import export_link, sheet_of, wants_export
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import Crumb, Due, Fact, Listing
from voorrang.ui.wording import country_text, date_text

SIZE = 50
SERIALS_SEARCHED = 25


@require_GET
def search(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the devices of a customer; without one, say in which cases a serial was named, and ask for the customer."""
    customer = chosen_customer(request)
    if customer is None:
        return _serial_among_cases(request)
    at = now()
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Serial, product number or model")),
            Choice("kind", gettext_lazy("Kind"), list(KINDS.items())),
            Choice("cover", gettext_lazy("Cover"), CoverState.choices),
        ],
    )
    wanted = DeviceFilter(
        kind=bar.values.get("kind"),
        cover=CoverState(bar.values["cover"]) if "cover" in bar.values else None,
        search=bar.values.get("q", ""),
    )
    found = current_devices(at, wanted)
    if wants_export(request):
        return devices_file(f"{customer.code.lower()}-devices", found, at)
    place = place_in(request.GET.get(CURSOR, ""))
    rows = list((after_place(found, place) if place else found)[: SIZE + 1])
    following = ",".join(place_of(rows[SIZE - 1])) if len(rows) > SIZE else None
    context = {
        "customer": customer,
        "bar": bar,
        "items": items_of(rows[:SIZE], at),
        "list_view": Listing(
            count=found.count(),
            shown=min(len(rows), SIZE),
            noun=ngettext_lazy("device", "devices"),
            next_url=next_link(request.GET, following),
            first_url=next_link(request.GET, "0").replace(f"{CURSOR}=0", "") if place else "",
            export_url=export_link(request),
        ),
        "crumbs": _crumbs(customer, Crumb(_("Devices"))),
    }
    return render(request, "desk/devices/list.html", context)


@require_GET
def show(request: Any, code: str, device_id: UUID) -> HttpResponse:
    """Show one device: what it is, what covers it when, its cases, and what its tier includes."""
    at = now()
    customer = opened_customer(request, code)
    try:
        detail = device_detail(device_id, at)
    except Device.DoesNotExist as error:
        raise Http404 from error
    programme = programme_in_force(customer, at)
    language = language_of(request)
    features = [
        (in_language(programme.features[key].name, language), standing, programme.features[key].clauses)
        for key, standing in features_at(device_id, at).items()
        if key in programme.features
    ]
    context = {
        "customer": customer,
        "detail": detail,
        "facts": _facts(detail.item, language) if detail.item else [],
        "bars": cover_bars([one for one in detail.covers if one.superseded_at is None], at),
        "features": features,
        "cases": [
            (row, due_of(row)) for row in cases_of(None, CaseFilters(serial=detail.device.serial), at=at, size=20).rows
        ],
        "crumbs": _crumbs(
            customer,
            Crumb(_("Devices"), f"{reverse('desk:device-search')}?customer={customer.code}"),
            Crumb(detail.device.serial),
        ),
    }
    return render(request, "desk/devices/show.html", context)


@require_GET
def unknown_serials(request: Any, code: str) -> HttpResponse | StreamingHttpResponse:
    """List the serials that were asked for in vain, the oldest first: each is a task to reconcile within A.13's days."""
    customer = opened_customer(request, code)
    found = open_unknown_serials()
    within = _reconciled_within(customer)
    if wants_export(request):
        rows = ([one.serial, one.country, one.asked_at, one.asked_at + within if within else ""] for one in found)
        columns = ["serial", "country", "asked_at", "reconcile_by"]
        return csv_file(f"{customer.code.lower()}-unknown-serials", columns, rows)
    sheet = sheet_of(request, found, "asked_at", ngettext_lazy("serial number", "serial numbers"))
    context = {
        "customer": customer,
        "sheet": sheet,
        "tasks": [(one, Due(one.asked_at + within) if within else None) for one in sheet.rows],
        "crumbs": _crumbs(customer, Crumb(_("Unknown serial numbers"))),
    }
    return render(request, "desk/devices/serials.html", context)


def _reconciled_within(customer: Customer) -> timedelta | None:
    """Return how long an unknown serial may stay provisional; None where the vendor has set nothing."""
    try:
        rules = programme_in_force(customer, now()).assumption("case_rules").value
    except KeyError:
        return None
    return timedelta(days=rules["reconcile_days"]) if "reconcile_days" in rules else None


def _serial_among_cases(request: Any) -> HttpResponse:
    at = now()
    serial = request.GET.get("serial", "").replace("\0", "").strip().upper()[:64]
    if not serial:
        return _choice_page(request, ())
    limit = customer_limit(request.visitor, at)
    rows = queue(QueueFilters(status="all", serial=serial, customers=limit), at=at, size=SERIALS_SEARCHED).rows
    named = {row.customer.code: row.customer for row in rows}
    if len(named) == 1:
        return redirect(f"{reverse('desk:device-search')}?customer={next(iter(named))}&q={serial}")
    notes = tuple(
        Fact(one.name, _("named in a case"), f"{reverse('desk:device-search')}?customer={code}&q={serial}")
        for code, one in named.items()
    )
    return _choice_page(request, notes, serial=serial)


def _choice_page(request: Any, notes: tuple[Fact, ...], serial: str = "") -> HttpResponse:
    """Ask whose devices to look in."""
    lead = _("Devices belong to a customer: choose it. Or look for a serial number that was named in a case.")
    if serial and not notes:
        lead = _("No case names %(serial)s. Choose the customer to look in its fleet.") % {"serial": serial}
    return choose_page(request, _("Devices"), lead, notes=notes, serial=serial, serial_search=True)


def _facts(item: Any, language: str) -> list[Fact]:
    version = item.version
    place = ", ".join(dict.fromkeys(part.name for part in (version.site, version.affiliate) if part is not None))
    bought = date_text(version.purchased_date, language) if version.purchased_date else "–"
    return [
        Fact(_("Model"), version.model),
        Fact(_("Kind"), KINDS.get(version.kind, version.kind)),
        Fact(_("For business"), _("yes") if version.commercial else _("no")),
        Fact(_("Country"), country_text(version.country, language)),
        Fact(_("Place"), place or "–"),
        Fact(_("Bought on"), bought),
        Fact(_("Belongs to"), version.host.serial if version.host else "–"),
    ]


def _crumbs(customer: Customer, *more: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        *more,
    )
