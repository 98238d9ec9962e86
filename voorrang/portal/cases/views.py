"""A customer's cases: list, follow, reply, close, reopen, add findings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Contact
from voorrang.cases import actions
from voorrang.cases.models import Case, Status
from voorrang.cases.queries import (
    CaseFilters,
    CursorUnusable,
    StoryEntry,
    case_of,
    case_timeline,
    cases_of,
    count_cases_of,
    count_whole,
)
from voorrang.cases.refusals import CaseChanged, CaseRefusal, TextNotUsable
from voorrang.cases.status import Act
from voorrang.lib.clock import now
from voorrang.portal.cases.forms import FindingsForm, ReplyForm
from voorrang.portal.cases.page import case_page
from voorrang.ui.export import csv_file
from voorrang.ui.filters import CURSOR, Choice, Flag, Search, link, next_link, read
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.shapes import FilterBar, Listing

ACTIVE = "active"
COLUMNS = "number title status outcome impact country language serials opened_at changed_at promised_at"


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the cases that this person may see, newest first; every filter is in the address."""
    at, contact = now(), request.visitor.contact
    bar = _bar(request, at)
    wanted = _wanted(bar, contact)
    if wants_export(request):
        return _export(contact, wanted, at)
    cursor = request.GET.get(CURSOR)
    try:
        page = cases_of(contact, wanted, at=at, cursor=cursor)
    except CursorUnusable:
        return redirect("portal:case-list")
    counted = count_whole(page)
    shown = Listing(
        count=counted.count,
        shown=len(page.rows),
        noun=ngettext_lazy("case", "cases"),
        exact=counted.exact,
        next_url=next_link(request.GET, page.next),
        first_url=link(request.GET, {}) if cursor else "",
        export_url=export_link(request),
        newest=page.whole.newest,
    )
    return render(request, "portal/cases/list.html", {"bar": bar, "cases": page.rows, "list_view": shown})


@require_GET
def show(request: Any, case_id: UUID) -> HttpResponse:
    """Show one case with its story, promises and decision."""
    return case_page(request, _case(request, case_id), now())


@require_POST
def reply(request: Any, case_id: UUID) -> HttpResponse:
    """Reply, close or reopen; if somebody changed the case meanwhile, show how and keep the words."""
    at = now()
    case = _case(request, case_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, at, form=form, status=422)
    said = form.cleaned_data
    act = Act(said["act"])
    do = {Act.REPLY: actions.customer_reply, Act.CLOSE: actions.close, Act.REOPEN: actions.reopen}[act]
    try:
        do(
            case=case,
            text=said["text"],
            language=case.language,
            by=request.visitor.by,
            at=at,
            expected_version=said["version"],
        )
    except TextNotUsable as error:
        form.add_error("text", str(error))
        return case_page(request, case, at, form=form, status=422)
    except CaseRefusal as error:
        fresh = _case(request, case_id)
        kept = ReplyForm({**said, "version": fresh.version})
        kept.is_valid()
        kept.add_error(None, f"{error} {error.cure}")
        return case_page(request, fresh, at, form=kept, news=_news(fresh, error), status=409)
    request.session["case_sent"] = str(case.id)
    messages.success(request, _done(act))
    return redirect("portal:case-detail", case.id)


@require_POST
def findings(request: Any, case_id: UUID) -> HttpResponse:
    """Record what was found and tried so far (D.2)."""
    at = now()
    case = _case(request, case_id)
    form = FindingsForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, at, findings=form, status=422)
    said = form.cleaned_data
    told = {name: said[name] for name in ("found", "steps") if said[name].strip()}
    try:
        actions.record_diagnosis(
            case=case,
            diagnosis={**case.diagnosis, **told},
            by=request.visitor.by,
            at=at,
            expected_version=said["version"],
        )
    except TextNotUsable as error:
        form.add_error("found", str(error))
        return case_page(request, case, at, findings=form, status=422)
    except CaseRefusal as error:
        fresh = _case(request, case_id)
        kept = FindingsForm({**said, "version": fresh.version})
        kept.is_valid()
        kept.add_error(None, f"{error} {error.cure}")
        return case_page(request, fresh, at, findings=kept, news=_news(fresh, error), status=409)
    messages.success(request, _("The findings are recorded."))
    return redirect("portal:case-detail", case.id)


def _bar(request: Any, at: datetime) -> FilterBar:
    contact = request.visitor.contact
    late = count_cases_of(contact, CaseFilters(status="active", overdue=True), at=at)
    views = [(ACTIVE, gettext_lazy("all that run")), *Status.choices]
    return read(
        request.GET,
        [
            Search("q", gettext_lazy("Number, serial or symptom")),
            Choice("status", gettext_lazy("State"), views, any=gettext_lazy("all there ever were")),
            Flag("mine", gettext_lazy("Mine")),
            # A promise that ran out; nothing shows where nothing was promised.
            *([Flag("overdue", gettext_lazy("Overdue"), late.count)] if late.count or "overdue" in request.GET else []),
        ],
    )


def _wanted(bar: FilterBar, contact: Contact | None) -> CaseFilters:
    values = bar.values
    status: Any = values.get("status", ACTIVE if "overdue" in values else "all")
    return CaseFilters(
        status=status,
        search=values.get("q", ""),
        contact=contact.id if contact is not None and "mine" in values else None,
        overdue="overdue" in values,
    )


def _done(act: Act) -> str:
    match act:
        case Act.CLOSE:
            return _("The case is closed.")
        case Act.REOPEN:
            return _("The case is open again.")
        case _:
            return _("Your reply is sent.")


def _case(request: Any, case_id: UUID) -> Case:
    try:
        return case_of(request.visitor.contact, case_id)
    except Case.DoesNotExist as error:
        raise Http404 from error


def _news(case: Case, error: CaseRefusal) -> list[StoryEntry]:
    if not isinstance(error, CaseChanged):
        return []
    since = {event.id for event in error.events}
    return [entry for entry in case_timeline(case, internal=False) if entry.event.id in since]


def _export(contact: Contact | None, wanted: CaseFilters, at: datetime) -> StreamingHttpResponse:
    wanted = replace(wanted, thorough=True)

    def rows() -> Iterator[list[Any]]:
        cursor: str | None = None
        while True:
            page = cases_of(contact, wanted, at=at, cursor=cursor, size=200)
            for row in page.rows:
                values = [getattr(row, column) for column in COLUMNS.split()]
                yield [" ".join(value) if isinstance(value, list) else value for value in values]
            cursor = page.next
            if cursor is None:
                return

    return csv_file("cases", COLUMNS.split(), rows())
