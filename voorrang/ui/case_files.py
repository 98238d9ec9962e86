"""Files of a case, for both doors: what the list shows, and the answer that sends one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from voorrang.accounts.models import User
from voorrang.cases.actions import add_file
from voorrang.cases.file_links import LinkNotUsable, link_to, read_link
from voorrang.cases.kinds_of_file import ENDINGS, FileNotUsable, SentFile
from voorrang.cases.models import Case, CaseFile
from voorrang.cases.queries import files_of
from voorrang.cases.refusals import CaseRefusal
from voorrang.gateways.scanner import scanner
from voorrang.lib.clock import now
from voorrang.lib.files import path_of
from voorrang.lib.tenancy import customer_selected


class FileForm(forms.Form):
    """One file for a case."""

    file = forms.FileField(
        label=_("Add a file"),
        help_text=_("A picture, PDF, log, text or ZIP file, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another one."),
        },
    )


class InternalFileForm(FileForm):
    """One file for a case, which the customer may or may not see."""

    internal = forms.BooleanField(label=_("Only for us"), required=False, help_text=_("The customer does not see it."))


@dataclass(frozen=True, slots=True)
class FileView:
    """One file in a list. `remove_url` is empty for who may not remove it."""

    name: str
    url: str
    size: str
    who: str
    added_at: datetime
    internal: bool
    remove_url: str


def add_to_case(request: Any, case: Case, form: FileForm, at: datetime) -> bool:
    """Keep what the form holds with the case; where it is not taken, say so in the form and return False."""
    if not form.is_valid():
        return False
    sent = form.cleaned_data["file"]
    try:
        add_file(
            case=case,
            sent=SentFile(sent.name, sent.size, sent.chunks()),
            folder=folder(),
            scanner=scanner(),
            internal=form.cleaned_data.get("internal", False),
            by=request.visitor.by,
            at=at,
        )
    except FileNotUsable as error:
        form.add_error("file", str(error))
        return False
    except CaseRefusal as error:
        form.add_error(None, f"{error} {error.cure}")
        return False
    return True


def folder() -> Path:
    """Return where files lie."""
    return Path(settings.VOORRANG_FILES)


def address_of(file: CaseFile, at: datetime) -> str:
    """Return an address that leads to the file for some minutes. The caller has asked whether the reader may see it."""
    return reverse("file", args=[link_to(file, at).signed()])


def file_views(
    case: Case, *, side: str, url_of: Callable[[UUID], str], removal_of: Callable[[UUID], str] | None
) -> list[FileView]:
    """Return the files that a side sees, with the names of who added them. At most two queries."""
    files = list(files_of(case, internal=side == "vendor"))
    ids = {file.added_by for file in files if file.added_by}
    names = dict(User.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}
    return [
        FileView(
            name=file.name,
            url=url_of(file.id),
            size=filesizeformat(file.size),
            who=names.get(file.added_by, "") if file.added_by else "",
            added_at=file.added_at,
            internal=file.internal,
            remove_url=removal_of(file.id) if removal_of and file.added_side == side else "",
        )
        for file in files
    ]


@csp_override({"default-src": [CSP.NONE], "sandbox": [""]})
@require_GET
def send_file(request: Any, signed: str) -> HttpResponse | FileResponse:  # noqa: ARG001 -- the link says all
    """Send the file that a signed link leads to, to be saved and never shown as a page of ours."""
    try:
        link = read_link(signed, now())
    except LinkNotUsable as error:
        raise Http404 from error
    with transaction.atomic(), customer_selected(link.customer_id):
        file = CaseFile.objects.filter(id=link.file_id).first()
    if file is None:
        raise Http404
    path = path_of(folder(), link.customer_id, link.file_id)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type)
    response.headers["Cache-Control"] = "private, no-store"
    return response


send_file.own_transaction = True  # type: ignore[attr-defined]  # the link says which customer, whoever is signed in
