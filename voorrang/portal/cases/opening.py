"""Opening a case: ask, decide, open it, or say why not and what helps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from voorrang.cases import actions
from voorrang.cases.refusals import TextNotUsable
from voorrang.contracts.queries import programme_in_force
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.explain import explain
from voorrang.entitlements.models import Decision
from voorrang.entitlements.objections import object_to, objected_at
from voorrang.entitlements.queries import standing_decision
from voorrang.installed_base.queries import SerialAmbiguous
from voorrang.lib.clock import now
from voorrang.portal.cases.corrected import corrected
from voorrang.portal.cases.forms import CaseForm, ObjectionForm
from voorrang.portal.cases.why import decision_view
from voorrang.portal.door import DOOR
from voorrang.ui.reader import language_of
from voorrang.ui.serials import LONGEST_SERIAL, say_which
from voorrang.ui.shapes import Crumb

REFUSED = "refused"
TYPED = "case_typed"
_FIELDS = {"text": "body", "title": "title", "diagnosis": "found"}
"""Where a text stands that the case cannot take."""


def begin(request: Any) -> HttpResponse:
    """Ask what happens, decide, and open a case unless the decision refuses it."""
    at, visitor = now(), request.visitor
    languages = list(programme_in_force(visitor.customer, at).coverage.languages)
    form = CaseForm(
        request.POST or None,
        languages=languages,
        shown_in=language_of(request),
        initial={
            "language": _own_language(request, languages),
            "impact": "one_person",
            "serials": request.GET.get("serial", "").replace("\0", "")[:LONGEST_SERIAL],
        },
    )
    if request.method == "POST" and form.is_valid():
        answer = _open(request, form, at)
        if answer is not None:
            return answer
    context = {"form": form, "crumbs": (Crumb(_("Cases"), reverse("portal:case-list")), Crumb(_("Open case")))}
    return render(request, "portal/cases/open.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def decided(request: Any, decision_id: UUID) -> HttpResponse:
    """Explain a decision that opened no case: the reasons, what to do, how to object."""
    return _decision_page(request, _decision(request, decision_id), ObjectionForm())


def object_to_it(request: Any, decision_id: UUID) -> HttpResponse:
    """Tell a named person of the vendor that a decision is not right."""
    decision = _decision(request, decision_id)
    if request.method != "POST":
        return redirect(f"{reverse('portal:decision-detail', args=[decision.id])}#objection")
    form = ObjectionForm(request.POST)
    if not form.is_valid() or "\0" in form.cleaned_data["text"]:
        return _decision_page(request, decision, form, status=422)
    people = object_to(decision=decision, text=form.cleaned_data["text"], by=request.visitor.by, at=now())
    names = ", ".join(person.name for person in people)
    words = ngettext(
        "Your objection went to %(names)s, who answers you.",
        "Your objection went to %(names)s. One of them answers you.",
        len(people),
    )
    messages.success(request, words % {"names": names})
    return redirect("portal:decision-detail", decision.id)


def _own_language(request: Any, languages: list[str]) -> str:
    own = request.visitor.contact.language
    return own if own in languages else language_of(request)


def _open(request: Any, form: CaseForm, at: datetime) -> HttpResponse | None:
    """Return where to go after opening or refusing, or None when the form has to be mended."""
    visitor, said = request.visitor, form.cleaned_data
    diagnosis = form.diagnosis()
    claim = Claim(contact=visitor.contact, devices=said["serials"], language=said["language"], self_diagnosis=diagnosis)
    try:
        recorded = decide_request(claim=claim, door=DOOR, by=visitor.by, at=at)
        if recorded.outcome == REFUSED:
            # What was typed is not lost: the page of the decision leads back to it, corrected or not.
            request.session[TYPED] = {"decision": str(recorded.decision_id), "form": _typed(form)}
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
        form.add_error("serials", say_which(error))
        return None
    except TextNotUsable as error:
        form.add_error(_FIELDS.get(error.field), str(error))
        return None
    messages.success(request, _("Case %(number)s is open.") % {"number": case.number})
    return redirect("portal:case-detail", case.id)


def _typed(form: CaseForm) -> dict[str, str]:
    return {name: str(form.data.get(name, "")) for name in form.fields}


def _decision(request: Any, decision_id: UUID) -> Decision:
    """Return a decision that this person asked for; any other is not there."""
    decision: Decision | None = Decision.objects.filter(id=decision_id, asked_by=request.visitor.by.id).first()
    if decision is None:
        raise Http404
    return decision


def _decision_page(request: Any, decision: Decision, form: ObjectionForm, *, status: int = 200) -> HttpResponse:
    at = now()
    explanation = explain(standing_decision(decision))
    typed = request.session.get(TYPED, {})
    again = None
    if typed.get("decision") == str(decision.id) and request.may("portal:case-open"):
        languages = list(programme_in_force(request.visitor.customer, at).coverage.languages)
        again = CaseForm(initial=typed["form"], languages=languages, shown_in=language_of(request))
    context = {
        "decision": decision_view(request, explanation, objection="#objection"),
        "corrected": corrected(request, decision),
        "again": again,
        "objected_at": objected_at(decision),
        "may_object": request.may("portal:decision-object"),
        "decision_id": decision.id,
        "form": form,
        "crumbs": (Crumb(_("Cases"), reverse("portal:case-list")), Crumb(_("Decision"))),
    }
    return render(request, "portal/cases/decided.html", context, status=status)
