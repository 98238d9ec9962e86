"""The API's instance: one door for systems, version 1. Rules, reads and writes lie on the floors below."""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from voorrang.api import agreements, cases, contracts, customers, decisions, devices, promises, quotes
from voorrang.api.bodies import StrictParser
from voorrang.api.conflicts import from_refusal, from_text
from voorrang.api.guard import guarded
from voorrang.api.problems import AWAY_FOR, Problem, busy_problem, internal, not_found, too_large, unavailable
from voorrang.api.refusals import from_findings
from voorrang.cases.refusals import CaseRefusal, TextNotUsable
from voorrang.lib.waiting import is_busy, is_unavailable

LOG = logging.getLogger("voorrang.api")

api = NinjaAPI(
    title="Voorrang",
    version="1",
    urls_namespace="api",
    parser=StrictParser(),
    # The schema and its reference are our own views: computed once, and readable without a foreign script.
    openapi_url=None,
    docs_url=None,
)
api.add_decorator(guarded, mode="view")
for topic in (customers, contracts, agreements, quotes, promises, devices, decisions, cases):
    api.add_router("", topic.router)


@api.exception_handler(Problem)
def on_problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    """Answer with what the operation said."""
    return problem.response()


@api.exception_handler(CaseRefusal)
def on_refusal(_request: HttpRequest, refusal: CaseRefusal) -> HttpResponse:
    """Answer 409 or 412 with the fact and its cure."""
    return from_refusal(refusal).response()


@api.exception_handler(TextNotUsable)
def on_text(_request: HttpRequest, flaw: TextNotUsable) -> HttpResponse:
    """Answer 422 for a text that a case does not take."""
    return from_text(flaw).response()


@api.exception_handler(ValidationError)
def on_findings(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422 with every field that cannot be used."""
    return from_findings(error.errors).response()


@api.exception_handler(Http404)
def on_absent(_request: HttpRequest, _absent: Http404) -> HttpResponse:
    """Answer 404, with the same bytes for absent and foreign."""
    return not_found().response()


@api.exception_handler(HttpError)
def on_http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer for a body that ninja could not read: our parser's problem is the cause."""
    if isinstance(error.__cause__, Problem):
        return error.__cause__.response()
    return Problem("broken-json", _("The request cannot be read. Mend it and send it again.")).response()


@api.exception_handler(Exception)
def on_failure(request: HttpRequest, failure: Exception) -> HttpResponse:
    """Answer 500 without telling the inside, the log has it; 409 where the database only gave up waiting."""
    if isinstance(failure, RequestDataTooBig):
        return too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE).response()
    if is_busy(failure):
        return busy_problem().response()
    if is_unavailable(failure):
        LOG.error("%s %s: the database or the disk is not available: %s", request.method, request.path, failure)
        return unavailable(AWAY_FOR).response()
    LOG.error("%s %s failed", request.method, request.path, exc_info=failure)
    return internal().response()
