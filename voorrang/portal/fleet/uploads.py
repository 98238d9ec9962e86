"""Taking a fleet file in: send it, see what it would do, confirm, and undo if it was the wrong one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import User
from voorrang.accounts.queries import selected_customer
from voorrang.editions.store import programme_at
from voorrang.installed_base.actions import SHOWN, ImportAlreadyUndone, ImportBuiltUpon, undo_import
from voorrang.installed_base.fleet_file import Defaults, FleetFile
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.fleet_import.diffs import CHANGED, COVER, GONE, MOVED, NEW, UnitChange
from voorrang.installed_base.models import FleetUpload, Import
from voorrang.installed_base.queries import imports
from voorrang.installed_base.uploads import confirm_upload, defaults_of, drop_upload, keep_upload, try_upload, upload_of
from voorrang.lib.clock import now
from voorrang.ui.export import csv_file
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.shapes import Confirm, Crumb
from voorrang.ui.wording import country_text

LARGEST_FILE = 20_000_000
MOST_SHOWN = 50
CHANGE_HEADER = [
    "state",
    "line",
    "maker",
    "serial",
    "product_number",
    "model",
    "changes",
    "covers_new",
    "covers_taken_back",
]
RECENT = 10


class FleetForm(forms.Form):
    """A fleet file, and whether places that it names for the first time are made."""

    file = forms.FileField(
        label=gettext_lazy("Fleet file (CSV)"),
        help_text=gettext_lazy(
            "One row for each device and period of cover. You see what it would do before anything changes."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Choose the one that your inventory tool has written."),
        },
    )
    is_full_list = forms.BooleanField(
        label=gettext_lazy("This is the whole fleet"),
        required=False,
        help_text=gettext_lazy(
            "Devices that the file leaves out are then gone. You see which before anything changes."
        ),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country of devices without one"),
        required=False,
        help_text=gettext_lazy("Lists of inventory tools often name none. A site that is recorded brings its own."),
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Dates in the file"),
        required=False,
        choices=[
            ("", gettext_lazy("As the file shows")),
            ("day_first", gettext_lazy("Day first: 03/04 is 3 April")),
            ("month_first", gettext_lazy("Month first: 03/04 is 4 March")),
        ],
    )
    create_places = forms.BooleanField(
        label=gettext_lazy("Make affiliates and sites that are new"),
        required=False,
        help_text=gettext_lazy("Otherwise an unknown code is an error: it may be a slip."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the countries of the programme."""
        super().__init__(*args, **kwargs)
        countries = programme_at(selected_customer().programme, now()).coverage.region_of
        named = sorted((country_text(code, get_language() or "en"), code) for code in countries)
        self.fields["country"].choices = [("", _("None")), *((code, name) for name, code in named)]  # type: ignore[attr-defined]

    @property
    def defaults(self) -> Defaults:
        """What the sender says of the whole file."""
        return Defaults(self.cleaned_data["country"], self.cleaned_data["order"] or None)

    def clean_file(self) -> Any:
        """Refuse a file that is too large, with the limit."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it by country, and send the parts."))
        return file


def send(request: Any) -> HttpResponse:
    """Take a file, and go on to what it would do."""
    at = now()
    form = FleetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = keep_upload(
            file=FleetFile(file.name.replace("\0", ""), file.read()),
            create_places=form.cleaned_data["create_places"],
            is_full_list=form.cleaned_data["is_full_list"],
            defaults=form.defaults,
            by=request.visitor.by,
            at=at,
        )
        return redirect("portal:upload-detail", upload.id)
    context = {"form": form, "imports": _recent(), "crumbs": _crumbs()}
    return render(request, "portal/fleet/import.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def show(request: Any, upload_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Say what the file would do, or what is wrong with it; nothing is written."""
    at = now()
    upload = _upload(upload_id, at)
    is_file = wants_export(request)
    report = try_upload(upload, by=request.visitor.by, at=at, changes_shown=None if is_file else SHOWN)
    if is_file and not report.is_refused:
        return csv_file("changes", CHANGE_HEADER, (_change_row(one) for one in report.changes))
    if is_file:
        rows = ([one.line or "", one.field, one.message, one.cure] for one in report.errors)
        return csv_file("errors", ["line", "column", "what_is_wrong", "what_to_do"], rows)
    return _report_page(request, upload, report)


@require_POST
def confirm(request: Any, upload_id: UUID) -> HttpResponse:
    """Take the file in, all or nothing."""
    at = now()
    upload = _upload(upload_id, at)
    report = confirm_upload(upload=upload, by=request.visitor.by, at=at)
    if report.is_refused:
        # The fleet has changed since the dry run: what was right then is an error now.
        return _report_page(request, upload, report, status=409)
    messages.success(request, report.summary)
    return redirect("portal:import-detail", report.import_id)


@require_POST
def drop(request: Any, upload_id: UUID) -> HttpResponse:
    """Forget the file."""
    at = now()
    drop_upload(upload=_upload(upload_id, at), by=request.visitor.by, at=at)
    messages.info(request, _("The file is forgotten. Nothing has changed."))
    return redirect("portal:fleet-import")


@require_GET
def result(request: Any, import_id: UUID) -> HttpResponse:
    """Show what an import did, with the way back."""
    return _result_page(request, _import(import_id))


@require_POST
def undo(request: Any, import_id: UUID) -> HttpResponse:
    """Take an import back, unless a later one stands on it."""
    batch = _import(import_id)
    try:
        devices = undo_import(batch=batch, by=request.visitor.by, at=now())
    except ImportAlreadyUndone:
        messages.warning(request, _("This import was undone before."))
        return _result_page(request, _import(import_id), status=409)
    except ImportBuiltUpon:
        messages.error(request, _("A later import has changed the same devices. Undo that one first."))
        return _result_page(request, batch, status=409)
    text = ngettext(
        "Undone: %(n)s device is as it was before this file.",
        "Undone: %(n)s devices are as they were before this file.",
        devices,
    )
    messages.success(request, text % {"n": devices})
    return redirect("portal:import-detail", batch.id)


def _report_page(request: Any, upload: FleetUpload, report: ImportReport, status: int = 200) -> HttpResponse:
    context = {
        "upload": upload,
        "report": report,
        "errors": report.errors[:MOST_SHOWN],
        "hidden": max(report.error_count - MOST_SHOWN, 0),
        "is_whole": bool(report.errors) and not report.rows and report.errors[0].line == 0,
        "form": _form_again(upload) if report.is_refused else None,
        "file_url": export_link(request),
        "changes_nothing": not (report.is_refused or report.new or report.changed or report.moved or report.gone),
        "states": _states(report),
        "crumbs": _crumbs(Crumb(upload.file_name)),
    }
    return render(request, "portal/fleet/upload.html", context, status=status)


def _form_again(upload: FleetUpload) -> FleetForm:
    said = {"create_places": upload.create_places, "is_full_list": upload.is_full_list}
    return FleetForm(initial=said | defaults_of(upload)._asdict())


def _states(report: ImportReport) -> list[tuple[str, str, list[UnitChange]]]:
    """Return each state that occurs with its heading and the units shown of it."""
    headings = {
        NEW: _("New"),
        CHANGED: _("Changed"),
        MOVED: _("Moved"),
        GONE: _("Gone"),
        COVER: _("Only their cover changes"),
    }
    found = [(state, text, [one for one in report.changes if one.state == state]) for state, text in headings.items()]
    return [one for one in found if one[2]]


def _change_row(change: UnitChange) -> list[Any]:
    said = "; ".join(f"{one.field}: {one.was} → {one.becomes}" for one in change.fields)
    unit = [change.state, change.line or "", change.maker, change.serial, change.product_number, change.model]
    return [*unit, said, change.covers_new, change.covers_ended]


def _result_page(request: Any, batch: Import, status: int = 200) -> HttpResponse:
    people = [one for one in (batch.imported_by, batch.undone_by) if one is not None]
    names: dict[Any, str] = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    context = {
        "batch": batch,
        "by": names.get(batch.imported_by, ""),
        "undone_by": names.get(batch.undone_by, ""),
        "undo": _undo(batch) if batch.undone_at is None else None,
        "crumbs": _crumbs(Crumb(batch.file_name)),
    }
    return render(request, "portal/fleet/result.html", context, status=status)


def _undo(batch: Import) -> Confirm:
    return Confirm(
        id="undo",
        button=_("Undo this import"),
        title=_("Undo %(file)s?") % {"file": batch.file_name},
        text=_("The fleet is as it was before this file. Decisions that were made in between stay as they are."),
        url=reverse("portal:import-undo", args=[batch.id]),
        confirm=_("Undo the import"),
        dangerous=True,
    )


def _recent() -> list[Import]:
    return list(imports()[:RECENT])


def _upload(upload_id: UUID, at: datetime) -> FleetUpload:
    try:
        return upload_of(upload_id, at)
    except FleetUpload.DoesNotExist as error:
        raise Http404 from error


def _import(import_id: UUID) -> Import:
    batch: Import | None = imports().filter(id=import_id).first()
    if batch is None:
        raise Http404
    return batch


def _crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(_("Import a file"), reverse("portal:fleet-import") if more else "")
    return (Crumb(_("Fleet"), reverse("portal:fleet")), here, *more)
