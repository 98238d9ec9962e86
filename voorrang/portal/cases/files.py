"""Files that the helpdesk adds to a case, and those that the vendor shows it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.cases.actions import remove_file
from voorrang.cases.models import Case, CaseFile
from voorrang.cases.queries import case_of, file_of
from voorrang.cases.refusals import CaseRefusal
from voorrang.lib.clock import now
from voorrang.portal.cases.page import case_page
from voorrang.ui.case_files import FileForm, add_to_case, address_of, folder


@require_POST
def add(request: Any, case_id: UUID) -> HttpResponse:
    """Add a file to a case."""
    at = now()
    case = _case(request, case_id)
    form = FileForm(request.POST, request.FILES)
    if not add_to_case(request, case, form, at):
        return case_page(request, case, at, file_form=form, status=422)
    messages.success(request, _("The file is with the case."))
    return redirect(f"{reverse('portal:case-detail', args=[case.id])}#files")


@require_GET
def read(request: Any, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Lead to a file of a case."""
    return redirect(address_of(_file(request, case_id, file_id), now()))


@require_POST
def remove(request: Any, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away that the helpdesk added."""
    file = _file(request, case_id, file_id)
    try:
        remove_file(file=file, folder=folder(), by=request.visitor.by, at=now())
    except CaseRefusal as error:
        messages.error(request, f"{error} {error.cure}")
        return case_page(request, _case(request, case_id), now(), status=409)
    messages.success(request, _("The file is removed."))
    return redirect(f"{reverse('portal:case-detail', args=[case_id])}#files")


def _case(request: Any, case_id: UUID) -> Case:
    try:
        return case_of(request.visitor.contact, case_id)
    except Case.DoesNotExist as error:
        raise Http404 from error


def _file(request: Any, case_id: UUID, file_id: UUID) -> CaseFile:
    try:
        return file_of(_case(request, case_id), file_id, internal=False)
    except CaseFile.DoesNotExist as error:
        raise Http404 from error
