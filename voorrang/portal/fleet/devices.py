"""One device: what it is, what covers it when, its cases, what its tier includes, what was known of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Contact
from voorrang.cases.queries import CaseFilters, cases_of
from voorrang.contracts.queries import programme_in_force
from voorrang.installed_base.models import Device
from voorrang.installed_base.queries import DeviceDetail, current_devices, device_detail, features_at, visible_to
from voorrang.lib.clock import now
from voorrang.ui.cover_bars import cover_bars
from voorrang.ui.features import FeatureLine, feature_lines
from voorrang.ui.names import KINDS
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb, Fact
from voorrang.ui.wording import country_text, date_text

MOST_CASES = 20


@require_GET
def show(request: Any, device_id: UUID) -> HttpResponse:
    """Show a device that the reader may see; any other is not there."""
    at, visitor = now(), request.visitor
    detail = _seen(visitor.contact, device_id, at)
    language = language_of(request)
    features: list[FeatureLine] = feature_lines(
        programme_in_force(visitor.customer, at), features_at(device_id, at), language
    )
    standing = [cover for cover in detail.covers if cover.superseded_at is None]
    context = {
        "detail": detail,
        "facts": _facts(detail, language),
        "bars": cover_bars(standing, at),
        "covers": standing,
        "former": [cover for cover in detail.covers if cover.superseded_at is not None],
        "features": features,
        "cases": cases_of(visitor.contact, CaseFilters(serial=detail.device.serial), at=at, size=MOST_CASES).rows,
        "crumbs": (Crumb(_("Fleet"), reverse("portal:fleet")), Crumb(detail.device.serial)),
    }
    return render(request, "portal/fleet/device.html", context)


def _seen(contact: Contact | None, device_id: UUID, at: datetime) -> DeviceDetail:
    """Return the device. One that is no longer in force is seen by those who see the whole customer."""
    try:
        detail = device_detail(device_id, at)
    except Device.DoesNotExist as error:
        raise Http404 from error
    sees_all = contact is None or contact.scope == Contact.Scope.ALL
    if not sees_all and not visible_to(current_devices(at).filter(device_id=device_id), contact).exists():
        raise Http404
    return detail


def _facts(detail: DeviceDetail, language: str) -> list[Fact]:
    device = detail.device
    facts = [Fact(_("Maker"), device.maker), Fact(_("Product number"), device.product_number or "–")]
    if detail.item is None:
        return facts
    version = detail.item.version
    place = ", ".join(part.name for part in (version.site, version.affiliate) if part is not None)
    bought = date_text(version.purchased_date, language) if version.purchased_date else "–"
    host = version.host
    return [
        *facts,
        Fact(_("Kind"), KINDS.get(version.kind, version.kind)),
        Fact(_("For business"), _("yes") if version.commercial else _("no")),
        Fact(_("Country"), country_text(version.country, language)),
        Fact(_("Place"), place or "–"),
        Fact(_("Bought on"), bought),
        *([Fact(_("Comes along with"), host.serial, reverse("portal:device-detail", args=[host.id]))] if host else []),
    ]
