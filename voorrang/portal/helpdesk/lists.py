"""The caller list as a file: send it, see what it would do, confirm, and undo if it was the wrong one."""

import csv
import io
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.actions import LastLead
from voorrang.accounts.caller_list.planning import ListPlan
from voorrang.accounts.caller_list.reading import COLUMNS, LARGEST, MOST_ROWS
from voorrang.accounts.caller_list.taking_in import (
    ListBuiltUpon,
    ListForgotten,
    ListUndone,
    changes_of,
    take_back,
)
from voorrang.accounts.caller_list.uploads import confirm_list, drop_list, keep_list, list_of, try_list
from voorrang.accounts.models import ContactImport, ContactImportLine, ContactUpload, User
from voorrang.lib.clock import now
from voorrang.lib.sheets import delimiter_of, text_of
from voorrang.portal.helpdesk.contacts import BACK
from voorrang.portal.helpdesk.list_words import change_words
from voorrang.ui.export import csv_file
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.people_forms import LAST_LEAD
from voorrang.ui.shapes import Busy, Confirm, Crumb

MOST_SHOWN = 100
RECENT = 10


class CallerListForm(forms.Form):
    """A caller list, and how far it reaches."""

    file = forms.FileField(
        label=gettext_lazy("Caller list (CSV)"),
        help_text=gettext_lazy("One row for each person. You see what it would do before anything changes."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Choose the one with your people."),
        },
    )
    ends_missing = forms.BooleanField(
        label=gettext_lazy("Remove those who are not in the file"),
        required=False,
        help_text=gettext_lazy("They lose access at once. Otherwise they stay as they are."),
    )
    invites = forms.BooleanField(
        label=gettext_lazy("Invite by mail whoever has a role and does not sign in yet"), required=False
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large, with the limit."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB. Split it, and send the parts one by one."))
        return file


def send(request: Any) -> HttpResponse:
    """Take a file, and go on to what it would do."""
    form = CallerListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        upload = keep_list(
            file_name=said["file"].name,
            content=said["file"].read(),
            ends_missing=said["ends_missing"],
            invites=said["invites"],
            by=request.visitor.by,
            at=now(),
        )
        return redirect("portal:contact-upload", upload.id)
    context = {
        "form": form,
        "imports": list(ContactImport.objects.order_by("-imported_at", "-id")[:RECENT]),
        "columns": ", ".join(COLUMNS),
        "most": MOST_ROWS,
        "crumbs": _crumbs(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/helpdesk/list_send.html", context, status=status)


@require_GET
def show(request: Any, upload_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Say what the file would do, or what is wrong with it; nothing is written."""
    at = now()
    if ContactImport.objects.filter(id=upload_id).exists():
        return redirect("portal:contact-import-detail", upload_id)
    upload = _upload(upload_id, at)
    if upload.confirmed_at is not None:
        context = {"upload": upload, "busy": _busy(upload_id), "crumbs": _crumbs(Crumb(upload.file_name))}
        return render(request, "portal/helpdesk/list_running.html", context)
    plan = try_list(upload, by=request.visitor.by, at=at)
    if wants_export(request):
        return _mended(upload, plan)
    return _plan_page(request, upload, plan)


@require_GET
def progress(request: Any, upload_id: UUID) -> HttpResponse:
    """Say how far a long list is; asked every two seconds."""
    if not ContactImport.objects.filter(id=upload_id).exists():
        _upload(upload_id, now())
    return render(request, "portal/helpdesk/list_progress.html", {"busy": _busy(upload_id)})


@require_POST
def confirm(request: Any, upload_id: UUID) -> HttpResponse:
    """Take the file in, all or nothing; a long one by a job."""
    at = now()
    upload = _upload(upload_id, at)
    plan = confirm_list(upload=upload, by=request.visitor.by, at=at)
    if plan is None:
        return redirect("portal:contact-upload", upload_id)
    if plan.is_refused:
        # The list has changed since the dry run: what was right then is an error now.
        return _plan_page(request, upload, plan, status=409)
    messages.success(request, _("The list is taken in."))
    return redirect("portal:contact-import-detail", upload_id)


@require_POST
def drop(request: Any, upload_id: UUID) -> HttpResponse:
    """Forget the file."""
    at = now()
    drop_list(upload=_upload(upload_id, at), by=request.visitor.by, at=at)
    messages.info(request, _("The file is forgotten. Nothing has changed."))
    return redirect("portal:contact-import")


@require_GET
def result(request: Any, import_id: UUID) -> HttpResponse:
    """Show what a list did, with the way back."""
    return _result_page(request, _import(import_id))


@require_POST
def undo(request: Any, import_id: UUID) -> HttpResponse:
    """Take a list back as one step, unless somebody has changed one of its people since."""
    batch = _import(import_id)
    try:
        people = take_back(batch=batch, by=request.visitor.by, at=now())
    except ListUndone:
        return _stays(request, batch, _("This list was undone before."))
    except ListForgotten:
        return _stays(request, batch, _("A list can be undone for two days. Send the earlier list to go back."))
    except ListBuiltUpon:
        text = _("Somebody has changed one of these people since. Change back by hand, or send the earlier list.")
        return _stays(request, batch, text)
    except LastLead:
        return _stays(request, batch, LAST_LEAD)
    text = ngettext(
        "Undone: %(n)s person is as before this file.",
        "Undone: %(n)s people are as they were before this file.",
        people,
    )
    messages.success(request, text % {"n": people})
    return redirect("portal:contact-import-detail", batch.id)


def _plan_page(request: Any, upload: ContactUpload, plan: ListPlan, status: int = 200) -> HttpResponse:
    total = len(plan.new) + len(plan.changed) + len(plan.ended)
    context = {
        "upload": upload,
        "plan": plan,
        "errors": plan.errors[:MOST_SHOWN],
        "hidden_errors": max(len(plan.errors) - MOST_SHOWN, 0),
        "changes": change_words(list(islice(changes_of(plan), MOST_SHOWN))),
        "hidden": max(total - MOST_SHOWN, 0),
        "invited": len(plan.invited) if upload.invites else 0,
        "form": CallerListForm(initial={"ends_missing": upload.ends_missing, "invites": upload.invites}),
        "errors_url": export_link(request),
        "crumbs": _crumbs(Crumb(upload.file_name)),
    }
    return render(request, "portal/helpdesk/list_plan.html", context, status=status)


def _result_page(request: Any, batch: ContactImport, status: int = 200) -> HttpResponse:
    people = [one for one in (batch.imported_by, batch.undone_by) if one is not None]
    names: dict[Any, str] = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    is_kept = ContactImportLine.objects.filter(batch=batch).exists()
    context = {
        "batch": batch,
        "by": names.get(batch.imported_by, ""),
        "undone_by": names.get(batch.undone_by, ""),
        "undo": _undo(batch) if batch.undone_at is None and is_kept else None,
        "crumbs": _crumbs(Crumb(batch.file_name)),
    }
    return render(request, "portal/helpdesk/list_result.html", context, status=status)


def _stays(request: Any, batch: ContactImport, words: Any) -> HttpResponse:
    messages.error(request, words)
    return _result_page(request, _import(batch.id), status=409)


def _busy(upload_id: UUID) -> Busy:
    if ContactImport.objects.filter(id=upload_id).exists():
        return Busy(_("Taking the list in"), note=_("Open this page again to see what it did."), state="done")
    if not ContactUpload.objects.filter(id=upload_id).exclude(confirmed_at=None).exists():
        text = _("The list of people has changed since, and the file has errors now. Open this page again to see them.")
        return Busy(_("Taking the list in"), note=text, state="failed")
    poll_url = reverse("portal:contact-upload-progress", args=[upload_id])
    return Busy(_("Taking the list in"), note=_("It is taken in whole or not at all."), poll_url=poll_url)


def _mended(upload: ContactUpload, plan: ListPlan) -> StreamingHttpResponse:
    """The same sheet with one column more: what to mend in the row."""
    delimiter, text = delimiter_of(text_of(bytes(upload.content), windows=True), COLUMNS)
    told: dict[int, list[str]] = {}
    for error in plan.errors:
        told.setdefault(error.line, []).append(f"{error.field}: {error.message} {error.cure}".removeprefix(": "))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(lines, [])
    whole = told.get(0, []) + told.get(1, [])

    def rows() -> Any:
        if whole:
            yield ["", *[""] * (len(header) - 1), " ".join(whole)]
        while True:
            line = lines.line_num + 1
            values = next(lines, None)
            if values is None:
                return
            yield [*values, " ".join(told.get(line, []))]

    return csv_file("caller-list-to-mend", [*header, "what_to_mend"], rows())


def _undo(batch: ContactImport) -> Confirm:
    return Confirm(
        id="undo",
        button=_("Undo this list"),
        title=_("Undo %(file)s?") % {"file": batch.file_name},
        text=_(
            "People are as they were before this file, with the access that they had. Tokens that ended stay ended."
        ),
        url=reverse("portal:contact-import-undo", args=[batch.id]),
        confirm=_("Undo the list"),
        dangerous=True,
    )


def _upload(upload_id: UUID, at: datetime) -> ContactUpload:
    try:
        return list_of(upload_id, at)
    except ContactUpload.DoesNotExist as error:
        raise Http404 from error


def _import(import_id: UUID) -> ContactImport:
    batch: ContactImport | None = ContactImport.objects.filter(id=import_id).first()
    if batch is None:
        raise Http404
    return batch


def _crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(_("Caller list"), reverse("portal:contact-import") if more else "")
    return (Crumb(BACK["back_label"], reverse(BACK["back"])), here, *more)
