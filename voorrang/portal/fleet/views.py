"""The customer's devices and what covers them; taking a fleet file in."""

import csv
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
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
from voorrang.ui.filters import CURSOR, Choice, Search, next_link, read
from voorrang.ui.names import KINDS
from voorrang.ui.shapes import Listing

SIZE = 50
LARGEST_FILE = 20_000_000


class _Echo:
    """A file that hands back what is written, so that an export streams."""

    def write(self, line: str) -> str:
        return line


class FleetForm(forms.Form):
    """A fleet file, and whether to only look what it would do."""

    file = forms.FileField(label=_("Fleet file (CSV)"), help_text=_("UTF-8, one row a device and period of cover."))
    dry_run = forms.BooleanField(label=_("Only show what it would do"), required=False, initial=True)
    create_places = forms.BooleanField(label=_("Make affiliates and sites that are new"), required=False)

    def clean_file(self) -> Any:
        """Refuse a file that is too large, with the limit."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it and send the parts."))
        return file


def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List devices by serial; every filter is in the address, the count is exact."""
    at = now()
    bar = read(
        request.GET,
        [
            Choice("kind", _("Kind"), list(KINDS.items())),
            Choice("cover", _("Cover"), CoverState.choices),
            Search("q", _("Serial, product number or model")),
        ],
    )
    wanted = DeviceFilter(
        kind=bar.values.get("kind"),
        cover=CoverState(bar.values["cover"]) if "cover" in bar.values else None,
        search=bar.values.get("q", ""),
    )
    devices = visible_to(current_devices(at, wanted), request.visitor.contact)
    if request.GET.get("export") == "csv":
        return _export(devices, at)
    count = devices.count()
    serial, _comma, device_id = request.GET.get(CURSOR, "").partition(",")
    rows = after_place(devices, [serial, device_id]) if _is_place(device_id) else devices
    found = list(rows[: SIZE + 1])
    following = ",".join(place_of(found[SIZE - 1])) if len(found) > SIZE else None
    query = request.GET.copy()
    query["export"] = "csv"
    shown = Listing(
        count=count,
        shown=min(len(found), SIZE),
        noun=ngettext_lazy("device", "devices"),
        next_url=next_link(request.GET, following),
        export_url=f"?{query.urlencode()}",
    )
    return render(
        request, "portal/fleet/list.html", {"bar": bar, "items": items_of(found[:SIZE], at), "list_view": shown}
    )


def take_in(request: Any) -> HttpResponse:
    """Take a file in, all or nothing, or say what it would do."""
    form = FleetForm(request.POST or None, request.FILES or None)
    report = None
    status = 200
    if request.method == "POST":
        if form.is_valid():
            upload = form.cleaned_data["file"]
            report = import_fleet(
                file=FleetFile(upload.name, upload.read()),
                by=request.visitor.by,
                at=now(),
                dry_run=form.cleaned_data["dry_run"],
                create_places=form.cleaned_data["create_places"],
            )
            status = 422 if report.is_refused else 200
        else:
            status = 422
    return render(request, "portal/fleet/import.html", {"form": form, "report": report}, status=status)


def _is_place(text: str) -> bool:
    from uuid import UUID

    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _export(devices: Any, at: Any) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    names = ["maker", "serial", "product_number", "model", "kind", "commercial", "country", "cover"]

    # Rows are read now: the request's transaction, and with it the wall, ends before the stream does.
    items = items_of(devices, at)
    lines = [writer.writerow(names)]
    for item in items:
        row = item.version
        values = [row.device.maker, row.device.serial, row.device.product_number, row.model, row.kind]
        lines.append(
            writer.writerow(
                [_safe(one) for one in [*values, "yes" if row.commercial else "no", row.country, item.state]]
            )
        )
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="fleet.csv"'
    return response


def _safe(value: Any) -> str:
    """A cell that a spreadsheet would run as a formula is marked as text."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
