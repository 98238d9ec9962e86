"""Taking customers in from a ZIP: send it, see what it would do, confirm."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.cutover.actions import filled, take_in
from voorrang.cutover.columns import SHEETS
from voorrang.cutover.models import CutoverFile
from voorrang.cutover.report import Result, State, counted
from voorrang.cutover.sheets import header_of, line_of
from voorrang.cutover.source import NotReadable
from voorrang.cutover.spool import Spool
from voorrang.cutover.uploads import content_of, drop_file, file_of, keep_file
from voorrang.lib.clock import now
from voorrang.ui.export import csv_file
from voorrang.ui.shapes import Crumb

LARGEST_FILE = 2_000_000
MOST_ROWS = 1_000
"""What a page can take in while somebody waits; the command line takes any number."""
MOST_SHOWN = 100


class CutoverForm(forms.Form):
    """A ZIP with the files."""

    file = forms.FileField(
        label=gettext_lazy("ZIP with the files"),
        help_text=gettext_lazy(
            "customers, affiliates, sites, partners, contacts, contracts, agreements: each as .csv or .json. "
            "You see what would happen before anything changes."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": gettext_lazy("Choose a ZIP first."),
            "empty": gettext_lazy("The file is empty. Pack the files into a ZIP and send that."),
        },
    )

    def clean_file(self) -> Any:
        """Refuse what cannot be read, or is too much for a page."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 2 MB. Use the command: voorrang cutover import."))
        try:
            with filled(file.read()) as spool:
                rows = spool.count()
        except NotReadable as error:
            raise ValidationError(str(error)) from error
        if rows > MOST_ROWS:
            text = _("These are %(n)s rows, and a page takes 1,000. Use the command: voorrang cutover import.")
            raise ValidationError(text % {"n": rows})
        file.seek(0)
        return file


def send(request: Any) -> HttpResponse:
    """Take a ZIP, and go on to what it would do."""
    form = CutoverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name = file.name.replace("\0", "")
        kept = keep_file(name=name, content=file.read(), by=request.visitor.by, at=now())
        return redirect("desk:cutover-detail", kept.id)
    return render(request, "desk/cutover/send.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_GET
def show(request: Any, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Say what would become of each row; nothing is written. `sheet` hands a file back with one column more."""
    kept = _kept(file_id)
    with _done(request, kept, dry_run=True) as spool:
        wanted = next((sheet for sheet in SHEETS if sheet.name == request.GET.get("sheet")), None)
        if wanted is not None:
            lines = [line_of(wanted, one) for one in spool.results(wanted.name)]
            return csv_file(wanted.name, header_of(wanted), lines)
        return _page(request, kept, spool)


@require_POST
def confirm(request: Any, file_id: UUID) -> HttpResponse:
    """Take in every customer of which all rows are right; the others stay out."""
    kept = _kept(file_id)
    with _done(request, kept, dry_run=False) as spool:
        counts = _counts(spool)
    if counts["refused"]:
        messages.warning(
            request,
            _("What is right was taken in. The customers below are held back: mend their rows, send the ZIP again."),
        )
        return redirect("desk:cutover-detail", kept.id)
    drop_file(kept=kept, by=request.visitor.by, at=now())
    text = _(
        "Taken in. Rows that are new: %(new)s, changed: %(changed)s, here already: %(unchanged)s. Nobody was mailed."
    )
    messages.success(request, text % counts)
    return redirect("desk:customer-list")


@require_POST
def drop(request: Any, file_id: UUID) -> HttpResponse:
    """Forget the ZIP."""
    drop_file(kept=_kept(file_id), by=request.visitor.by, at=now())
    messages.info(request, _("The file is forgotten. Nothing has changed."))
    return redirect("desk:cutover")


@contextmanager
def _done(request: Any, kept: CutoverFile, *, dry_run: bool) -> Iterator[Spool]:
    with filled(content_of(kept)) as spool:
        programme, by = settings.VOORRANG_PROGRAMME, request.visitor.by
        for _customer in take_in(spool=spool, programme=programme, dry_run=dry_run, by=by, at=now()):
            pass
        yield spool


def _page(request: Any, kept: CutoverFile, spool: Spool) -> HttpResponse:
    wrong: list[Result] = [one for one in spool.results() if one.problems]
    counts = _counts(spool)
    context = {
        "kept": kept,
        "counts": counts,
        "sheets": [(sheet.name, sheet_counts) for sheet in SHEETS if (sheet_counts := _of_sheet(spool, sheet.name))],
        "wrong": wrong[:MOST_SHOWN],
        "hidden": max(len(wrong) - MOST_SHOWN, 0),
        "does_something": bool(counts["new"] or counts["changed"]),
        "crumbs": (Crumb(_("Move in"), reverse("desk:cutover")), Crumb(kept.file_name)),
    }
    return render(request, "desk/cutover/show.html", context)


def _counts(spool: Spool) -> dict[State, int]:
    return counted(spool.results())


def _of_sheet(spool: Spool, sheet: str) -> dict[State, int] | None:
    results = list(spool.results(sheet))
    return counted(results) if results else None


def _kept(file_id: UUID) -> CutoverFile:
    try:
        return file_of(file_id, now())
    except CutoverFile.DoesNotExist as error:
        raise Http404 from error
