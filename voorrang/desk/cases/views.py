"""The queue by what is due next; one case with its story, clocks and decision; what an agent does on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST

from voorrang.cases import actions
from voorrang.cases.models import Case, CaseDevice, QueueRow, Status
from voorrang.cases.queries import (
    CursorUnusable,
    QueueFilters,
    case_of,
    case_timeline,
    clocks_of,
    count_about,
    filtered,
    queue,
)
from voorrang.cases.refusals import CaseRefusal, TextNotUsable
from voorrang.desk.cases.limits import customers_within
from voorrang.editions.store import programme_at
from voorrang.entitlements.explain import explain
from voorrang.lib.clock import now
from voorrang.ui.case_page import clock_views, decision_view, event_views, tier_view
from voorrang.ui.filters import CURSOR, Choice, Flag, Search, next_link, read
from voorrang.ui.shapes import Due, KeyHint, Listing

ACTS: dict[str, Callable[..., Any]] = {
    "answer": actions.answer,
    "ask": actions.ask_back,
    "note": lambda **said: actions.answer(internal=True, **said),
    "resolve": actions.resolve,
    "close": actions.close,
    "reopen": actions.reopen,
}


class ActForm(forms.Form):
    """One act on a case with its words; `version` is the case as the agent saw it."""

    text = forms.CharField(label=_("Your words"), max_length=20_000, required=False, widget=forms.Textarea)
    act = forms.ChoiceField(choices=[(key, key) for key in (*ACTS, "take")])
    version = forms.IntegerField()


def listing(request: Any) -> HttpResponse:
    """Show the queue: what is due first; all filters are in the address."""
    at, visitor = now(), request.visitor
    programme = programme_at(settings.VOORRANG_PROGRAMME, at)
    tiers = [(code, tier.name.get(request.LANGUAGE_CODE, tier.name["en"])) for code, tier in programme.tiers.items()]
    bar = read(
        request.GET,
        [
            Choice("status", _("State"), [*Status.choices], any=_("active")),
            Choice("tier", _("Tier"), tiers),
            Choice("owner", _("Owner"), [("me", _("me")), ("nobody", _("no one yet"))]),
            Flag("overdue", _("Overdue")),
            Search("q", _("Number, serial or symptom")),
        ],
    )
    owner = bar.values.get("owner")
    wanted = QueueFilters(
        status=bar.values.get("status", "active"),  # type: ignore[arg-type]
        tier=bar.values.get("tier", ""),
        owner=visitor.user.id if owner == "me" else ("nobody" if owner else None),
        overdue="overdue" in bar.values,
        search=bar.values.get("q", ""),
        customers=customers_within(visitor, at),
    )
    try:
        page = queue(wanted, at=at, cursor=request.GET.get(CURSOR))
    except CursorUnusable:
        return redirect("desk:queue")
    counted = count_about(filtered(wanted, at=at))
    rows = [
        {"case": row, "tier": tier_view(programme, row.tier), "due": Due(row.due_at) if row.due_at else None}
        for row in page.rows
    ]
    shown = Listing(
        count=counted.count,
        shown=len(rows),
        noun=ngettext_lazy("case", "cases"),
        exact=counted.exact,
        next_url=next_link(request.GET, page.next),
    )
    context = {"bar": bar, "rows": rows, "list_view": shown, "keys": [KeyHint(("Enter",), _("open"))]}
    return render(request, "desk/cases/queue.html", context)


def show(request: Any, case_id: UUID) -> HttpResponse:
    """Show one case of any customer that this person may open."""
    return _page(request, _case(request, case_id))


@require_POST
def act(request: Any, case_id: UUID) -> HttpResponse:
    """Answer, ask back, note, resolve, close, reopen or take; a change by somebody else is shown, the words are kept."""
    case = _case(request, case_id)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form=form, status=422)
    said = form.cleaned_data
    common = {"case": case, "by": request.visitor.by, "at": now(), "expected_version": said["version"]}
    try:
        if said["act"] == "take":
            actions.take(**common)
        else:
            ACTS[said["act"]](text=said["text"], **common)
    except TextNotUsable as error:
        form.add_error("text", str(error))
        return _page(request, case, form=form, status=422)
    except CaseRefusal as error:
        form.add_error(None, str(error))
        return _page(request, case, form=form, status=409)
    return redirect("desk:case-detail", case.id)


def _case(request: Any, case_id: UUID) -> Case:
    row = QueueRow.objects.filter(id=case_id).first()
    if row is None:
        raise Http404
    request.select_customer(row.customer_id)
    return case_of(None, case_id)


def _page(request: Any, case: Case, *, form: ActForm | None = None, status: int = 200) -> HttpResponse:
    at = now()
    explanation = explain(case.decision)
    context = {
        "case": case,
        "row": QueueRow.objects.select_related("owner").get(id=case.id),
        "events": event_views(case_timeline(case, internal=True)),
        "clocks": clock_views(clocks_of(case, internal=True, at=at)),
        "decision": decision_view(explanation),
        "tier": tier_view(explanation.programme, case.tier),
        "devices": CaseDevice.objects.filter(case=case).order_by("serial"),
        "form": form or ActForm(initial={"version": case.version}),
    }
    return render(request, "desk/cases/show.html", context, status=status)
