"""A customer's cases: list, open, follow, reply, close, reopen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_POST

from voorrang.cases import actions
from voorrang.cases.models import Case, CaseDevice, Status
from voorrang.cases.queries import (
    CaseFilters,
    CursorUnusable,
    case_of,
    case_timeline,
    cases_of,
    clocks_of,
    count_cases_of,
)
from voorrang.cases.refusals import CaseRefusal, TextNotUsable
from voorrang.contracts.queries import programme_in_force
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.explain import explain
from voorrang.entitlements.models import Decision
from voorrang.installed_base.queries import SerialAmbiguous
from voorrang.lib.clock import now
from voorrang.portal.cases.forms import CaseForm, ReplyForm
from voorrang.ui.case_clocks import clock_views
from voorrang.ui.case_page import decision_view
from voorrang.ui.case_story import event_views
from voorrang.ui.filters import CURSOR, Choice, Search, next_link, read
from voorrang.ui.shapes import Listing

DOOR = "portal"
REFUSED = "refused"


def listing(request: Any) -> HttpResponse:
    """List the cases that this person may see, newest first."""
    at, contact = now(), request.visitor.contact
    bar = read(
        request.GET,
        [
            Choice("status", gettext_lazy("State"), [*Status.choices]),
            Search("q", gettext_lazy("Number, serial or symptom")),
        ],
    )
    wanted = CaseFilters(status=bar.values.get("status", "all"), search=bar.values.get("q", ""))  # type: ignore[arg-type]
    try:
        page = cases_of(contact, wanted, at=at, cursor=request.GET.get(CURSOR))
    except CursorUnusable:
        return redirect("portal:case-list")
    counted = count_cases_of(contact, wanted, at=at)
    shown = Listing(
        count=counted.count,
        shown=len(page.rows),
        noun=ngettext_lazy("case", "cases"),
        exact=counted.exact,
        next_url=next_link(request.GET, page.next),
    )
    return render(request, "portal/cases/list.html", {"bar": bar, "cases": page.rows, "list_view": shown})


def begin(request: Any) -> HttpResponse:
    """Ask what happens, decide, and open a case unless the decision refuses it."""
    at, visitor = now(), request.visitor
    languages = list(programme_in_force(visitor.customer, at).coverage.languages)
    form = CaseForm(
        request.POST or None,
        languages=languages,
        shown_in=request.LANGUAGE_CODE,
        initial={"language": visitor.contact.language, "impact": "one_person"},
    )
    if request.method == "POST" and form.is_valid():
        answer = _open(request, form, at)
        if answer is not None:
            return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/cases/open.html", {"form": form}, status=status)


def _open(request: Any, form: CaseForm, at: Any) -> HttpResponse | None:
    visitor, said = request.visitor, form.cleaned_data
    diagnosis = {"found": said["diagnosis"]} if said["diagnosis"].strip() else {}
    claim = Claim(contact=visitor.contact, devices=said["serials"], language=said["language"], self_diagnosis=diagnosis)
    try:
        recorded = decide_request(claim=claim, door=DOOR, by=visitor.by, at=at)
        if recorded.outcome == REFUSED:
            return redirect("portal:decision-detail", recorded.decision_id)
        case = actions.open_case(
            recorded=recorded,
            title=said["title"],
            body=said["body"],
            impact=said["impact"],
            language=said["language"],
            diagnosis=diagnosis,
            door=DOOR,
            by=visitor.by,
            at=at,
        )
    except SerialAmbiguous as error:
        form.add_error("serials", str(error))
        return None
    except TextNotUsable as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
    messages.success(request, _("Case %(number)s is open.") % {"number": case.number})
    return redirect("portal:case-detail", case.id)


def show(request: Any, case_id: UUID) -> HttpResponse:
    """Show one case with its story, promises and decision."""
    return _page(request, _case(request, case_id))


def decided(request: Any, decision_id: UUID) -> HttpResponse:
    """Explain a decision that opened no case: the reasons, what to do, how to object."""
    decision = Decision.objects.filter(id=decision_id, asked_by=request.visitor.by.id).first()
    if decision is None:
        raise Http404
    return render(request, "portal/cases/decided.html", {"decision": decision_view(explain(decision))})


@require_POST
def reply(request: Any, case_id: UUID) -> HttpResponse:
    """Reply, close or reopen; if somebody changed the case meanwhile, say so and keep the words."""
    case = _case(request, case_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form=form, status=422)
    said = form.cleaned_data
    act = {"reply": actions.customer_reply, "close": actions.close, "reopen": actions.reopen}[said["act"]]
    try:
        act(case=case, text=said["text"], by=request.visitor.by, at=now(), expected_version=said["version"])
    except TextNotUsable as error:
        form.add_error("text", str(error))
        return _page(request, case, form=form, status=422)
    except CaseRefusal as error:
        form.add_error(None, str(error))
        return _page(request, case, form=form, status=409)
    return redirect("portal:case-detail", case.id)


def _case(request: Any, case_id: UUID) -> Case:
    try:
        return case_of(request.visitor.contact, case_id)
    except Case.DoesNotExist as error:
        raise Http404 from error


def _page(request: Any, case: Case, *, form: ReplyForm | None = None, status: int = 200) -> HttpResponse:
    at = now()
    context = {
        "case": case,
        "events": event_views(case, case_timeline(case, internal=False)),
        "clocks": clock_views(clocks_of(case, internal=False, at=at)),
        "decision": decision_view(explain(case.decision)),
        "devices": CaseDevice.objects.filter(case=case).order_by("serial"),
        "form": form or ReplyForm(initial={"version": case.version}),
    }
    return render(request, "portal/cases/show.html", context, status=status)
