"""Reading cases, as far as the token's contact may see them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Query

from voorrang.api.answers import answer, is_known, not_modified
from voorrang.api.cases.router import router
from voorrang.api.cases.schemas import CaseBody, CaseFilters, CasePage, case_body, case_item
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import page
from voorrang.cases.models import Case, CaseDevice, Milestone
from voorrang.cases.queries import BY_OPENING, case_of, rows_after, visible_to
from voorrang.cases.queries import CaseFilters as Narrowed
from voorrang.cases.queries.pages import place_of
from voorrang.cases.terms import PROMISE
from voorrang.lib.clock import now


@router.get("/cases", response=reading(CasePage), operation_id="listCases", summary="List cases")
def list_cases(request: ApiRequest, wanted: Query[CaseFilters]) -> HttpResponse:
    """Newest first."""
    customer_of(request)
    place = wanted.place("cases")
    visitor = request.visitor
    narrowed = Narrowed(
        status=wanted.status or "all",
        country=wanted.country or "",
        impact=wanted.impact or "",
        serial=wanted.serial or "",
    )
    rows = visible_to(visitor.contact, narrowed, at=now())
    if wanted.number is not None:
        rows = rows.filter(number=wanted.number.upper())
    if wanted.updated_since is not None:
        rows = rows.filter(changed_at__gte=wanted.updated_since)
    found = rows_after(rows, BY_OPENING, place, wanted.limit + 1)
    internal = visitor.is_vendor
    return page(
        "cases", wanted, found, lambda row: case_item(row, internal=internal), lambda row: place_of(row, BY_OPENING)
    )


@router.get("/cases/{uuid:case_id}", response=reading(CaseBody, 304), operation_id="getCase", summary="Read a case")
def get_case(request: ApiRequest, case_id: UUID) -> HttpResponse:
    """Return one case, with its version as ETag; 304 when If-None-Match names that version."""
    case = the_case(request, case_id)
    if is_known(request, case.version):
        return not_modified(case.version)
    return whole_case(request, case)


def the_case(request: ApiRequest, case_id: UUID) -> Case:
    """Return a case that the token may see. Raises `Http404` for any other."""
    customer_of(request)
    try:
        return case_of(request.visitor.contact, case_id)
    except Case.DoesNotExist:
        raise Http404 from None


def whole_case(request: ApiRequest, case: Case) -> HttpResponse:
    """Return the answer with a whole case."""
    internal = request.visitor.is_vendor
    row = visible_to(request.visitor.contact, at=now()).get(id=case.id)
    devices = CaseDevice.objects.filter(case=case).order_by("serial")
    clocks = Milestone.objects.filter(case=case).order_by("basis", "starts_at", "id")
    if not internal:
        clocks = clocks.filter(basis=PROMISE)
    return answer(case_body(row, case, devices, clocks, internal=internal), version=case.version)
