"""Files of a case: listed with links that last some minutes, and added as a multipart form."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime, Field

from voorrang.api.answers import answer, moment
from voorrang.api.cases.reading import the_case
from voorrang.api.cases.router import router
from voorrang.api.described import reading, writing
from voorrang.api.door import ApiRequest
from voorrang.api.pages import Paging, page
from voorrang.api.problems import FieldError, not_usable
from voorrang.cases.actions import add_file
from voorrang.cases.file_links import LASTS_FOR
from voorrang.cases.kinds_of_file import FileNotUsable, SentFile
from voorrang.cases.models import CaseFile
from voorrang.cases.queries import files_of
from voorrang.gateways.scanner import scanner
from voorrang.lib.clock import now
from voorrang.ui.case_files import address_of, folder


class FileBody(Schema):
    """One file of a case."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str
    internal: bool = Field(description="Only tokens of the vendor see internal files.")
    added_at: AwareDatetime
    url: str = Field(description="Leads to the content without a token, for some minutes. Ask again for a new one.")
    url_ends_at: AwareDatetime


class FilePage(Schema):
    """A page of files."""

    items: list[FileBody]
    next: str | None


@router.get(
    "/cases/{uuid:case_id}/files",
    response=reading(FilePage),
    operation_id="listCaseFiles",
    summary="List the files of a case",
)
def list_files(request: ApiRequest, case_id: UUID, wanted: Query[Paging]) -> HttpResponse:
    """Oldest first."""
    case = the_case(request, case_id)
    list_name = f"files {case_id}"
    place = wanted.place(list_name)
    files = files_of(case, internal=request.visitor.is_vendor)
    if place:
        files = files.filter(id__gt=place[0])
    return page(list_name, wanted, list(files.order_by("id")), _body, lambda file: [str(file.id)])


@router.post(
    "/cases/{uuid:case_id}/files",
    response=writing({201: FileBody}),
    operation_id="addCaseFile",
    summary="Add a file to a case",
)
def add(
    request: ApiRequest,
    case_id: UUID,
    file: Annotated[UploadedFile, File(description="A picture, PDF, log, text or ZIP file, up to 2 MB by this way.")],
    internal: Annotated[  # noqa: FBT002 -- a field of a form
        bool, Form(description="Only for the vendor's people; from tokens of the vendor only.")
    ] = False,
) -> HttpResponse:
    """Add one file. A customer's file sets the clocks of a case that waited for it going again."""
    case = the_case(request, case_id)
    if internal and not request.visitor.is_vendor:
        message = _("internal: is not for this token; leave it out.")
        raise not_usable(FieldError("internal", "of_other_side", message))
    try:
        kept = add_file(
            case=case,
            sent=SentFile(file.name or "", file.size or 0, file.chunks()),
            folder=folder(),
            scanner=scanner(),
            internal=internal,
            by=request.visitor.by,
            at=now(),
        )
    except FileNotUsable as flaw:
        raise not_usable(FieldError("file", flaw.code, f"file: {flaw}")) from flaw
    return answer(_body(kept), HTTPStatus.CREATED, location=f"/api/v1/cases/{case.id}/files")


def _body(file: CaseFile) -> dict[str, Any]:
    at = now()
    return {
        "id": str(file.id),
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "internal": file.internal,
        "added_at": moment(file.added_at),
        "url": address_of(file, at),
        "url_ends_at": moment(at + LASTS_FOR),
    }
