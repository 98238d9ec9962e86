"""Files that the vendor's people add to a case, and those that the customer sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.audit.actions import record_reading
from voorrang.cases.actions import remove_file
from voorrang.cases.models import CaseFile
from voorrang.cases.queries import file_of
from voorrang.cases.refusals import CaseRefusal
from voorrang.desk.cases.page import case_page
from voorrang.desk.door import opened_case
from voorrang.lib.clock import now
from voorrang.ui.case_files import InternalFileForm, add_to_case, address_of, folder


@require_POST
def add(request: Any, case_id: UUID) -> HttpResponse:
    """Add a file to a case, for the customer or only for us."""
    at = now()
    case, row = opened_case(request, case_id)
    form = InternalFileForm(request.POST, request.FILES)
    if not add_to_case(request, case, form, at):
        return case_page(request, case, row, at, file_form=form, status=422)
    messages.success(request, _("The file is with the case."))
    return redirect(f"{reverse('desk:case-detail', args=[case.id])}#files")


@require_GET
def read(request: Any, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Lead to a file of a case. The reading is noted in the trail."""
    at = now()
    file = _file(request, case_id, file_id)
    record_reading(subject_kind="case", subject_id=case_id, by=request.visitor.by, at=at)
    return redirect(address_of(file, at))


@require_POST
def remove(request: Any, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away that one of us added."""
    file = _file(request, case_id, file_id)
    try:
        remove_file(file=file, folder=folder(), by=request.visitor.by, at=now())
    except CaseRefusal as error:
        messages.error(request, f"{error} {error.cure}")
        return case_page(request, *opened_case(request, case_id), now(), status=409)
    messages.success(request, _("The file is removed."))
    return redirect(f"{reverse('desk:case-detail', args=[case_id])}#files")


def _file(request: Any, case_id: UUID, file_id: UUID) -> CaseFile:
    case, _row = opened_case(request, case_id)
    try:
        return file_of(case, file_id, internal=True)
    except CaseFile.DoesNotExist as error:
        raise Http404 from error
