"""Recorded decisions of one customer: list, explain, replay, and a named person's choice (D.5)."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Contact, Customer, User
from voorrang.cases.models import Case, QueueRow
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.decisions.facts_table import fact_lines
from voorrang.desk.decisions.forms import ChoiceForm
from voorrang.desk.decisions.why import decision_view
from voorrang.desk.door import opened_customer
from voorrang.editions.models import Edition
from voorrang.entitlements import actions
from voorrang.entitlements.explain import explain
from voorrang.entitlements.models import Decision
from voorrang.entitlements.queries import choices_on, decision_by_id, decisions, standing_decision
from voorrang.entitlements.refusals import ChoiceWithoutGround, DecisionSuperseded, ReasonMissing, RoleMayNot
from voorrang.entitlements.replay import replay_one
from voorrang.lib.clock import now
from voorrang.rules.outcomes import OUTCOMES
from voorrang.ui.case_page import tier_view
from voorrang.ui.components.mark import OUTCOMES as OUTCOME_WORDS
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, read
from voorrang.ui.names import name_of
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb

DOORS = (
    ("portal", gettext_lazy("Portal")),
    ("desk", gettext_lazy("Desk")),
    ("api", gettext_lazy("Connected system")),
)


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the decisions of a customer, the newest first."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("Decisions"), _("On whose claims?"))
    bar = read(
        request.GET,
        [
            Choice("outcome", gettext_lazy("Outcome"), [(one, OUTCOME_WORDS[one][0]) for one in reversed(OUTCOMES)]),
            Choice("door", gettext_lazy("Door"), DOORS),
        ],
    )
    found = decisions()
    if bar.values.get("outcome"):
        found = found.filter(outcome=bar.values["outcome"])
    if bar.values.get("door"):
        found = found.filter(door=bar.values["door"])
    if wants_export(request):
        return _export(customer, found)
    sheet = sheet_of(request, found, "-decided_at", ngettext_lazy("decision", "decisions"))
    replaced = set(
        Decision.objects.filter(supersedes_id__in=[one.id for one in sheet.rows]).values_list(
            "supersedes_id", flat=True
        )
    )
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "rows": [_line(one, is_replaced=one.id in replaced) for one in sheet.rows],
        "crumbs": _crumbs(customer, Crumb(_("Decisions"))),
    }
    return render(request, "desk/decisions/list.html", context)


@require_GET
def show(request: Any, code: str, decision_id: UUID) -> HttpResponse:
    """Explain a decision with its facts and edition; `?replay=1` decides again from what is stored and compares."""
    customer, decision = _opened(request, code, decision_id)
    return _page(request, customer, decision)


@require_POST
def choose(request: Any, code: str, decision_id: UUID) -> HttpResponse:
    """Charge or decline (D.5): the new decision takes the place of this one."""
    customer, decision = _opened(request, code, decision_id)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, customer, decision, form=form, status=422)
    said, at = form.cleaned_data, now()
    try:
        made = actions.choose(
            decision=decision, choice=said["choice"], reason=said["reason"], by=request.visitor.by, at=at
        )
    except DecisionSuperseded:
        form.add_error(None, _("Somebody has chosen already: another decision has taken the place of this one."))
        return _page(request, customer, decision, form=form, status=409)
    except ChoiceWithoutGround:
        text = _("Every duty is met and cover holds, so there is nothing to charge or to decline for.")
        form.add_error(None, text)
        return _page(request, customer, decision, form=form, status=422)
    except ReasonMissing:
        form.add_error("reason", _("Say why, in a sentence."))
        return _page(request, customer, decision, form=form, status=422)
    except RoleMayNot as error:
        form.add_error(None, _only(error))
        return _page(request, customer, decision, form=form, status=422)
    messages.success(request, _("Your choice is kept. This decision takes the place of the earlier one."))
    return redirect("desk:decision-detail", customer.code, made.decision_id)


def _only(error: RoleMayNot) -> str:
    roles = ", ".join(name_of("role", role) for role in error.roles)
    return _("Only these roles may do this: %(roles)s. Hand it to one of them.") % {"roles": roles}


def _opened(request: Any, code: str, decision_id: UUID) -> tuple[Customer, Decision]:
    customer = opened_customer(request, code)
    try:
        return customer, decision_by_id(decision_id)
    except Decision.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: Any, customer: Customer, decision: Decision, *, form: ChoiceForm | None = None, status: int = 200
) -> HttpResponse:
    explanation = explain(decision)
    standing = standing_decision(decision)
    case = Case.objects.filter(decision=_first_of(decision)).first()
    choosers = actions.discretion_roles(explanation.programme, now())
    may_choose = (
        request.may("desk:decision-choose")
        and bool(request.visitor.roles & choosers)
        and standing.id == decision.id
        and decision.outcome != "entitled"
        and explanation.facts is not None
        and explanation.facts.choice is None
    )
    context = {
        "customer": customer,
        "decision": decision,
        "why": decision_view(request, customer, explanation),
        "explanation": explanation,
        "facts": fact_lines(explanation.facts, explanation.programme, language_of(request))
        if explanation.facts
        else [],
        "devices": [(one, tier_view(explanation.programme, one.tier)) for one in explanation.devices],
        "door": dict(DOORS).get(decision.door, decision.door),
        "contact": Contact.objects.filter(id=decision.contact_id).first() if decision.contact_id else None,
        "standing": standing if standing.id != decision.id else None,
        "choices": _choices(decision),
        "earlier_choices": _choices(decision.supersedes) if decision.supersedes_id else [],
        "case": case,
        "row": QueueRow.objects.filter(id=case.id).first() if case else None,
        "choosers": [name_of("role", role) for role in sorted(choosers)],
        "form": form or (ChoiceForm() if may_choose else None),
        "editions": _editions(decision),
        "replay": replay_one(decision) if request.GET.get("replay") else None,
        "crumbs": _crumbs(
            customer,
            Crumb(_("Decisions"), f"{reverse('desk:decision-list')}?customer={customer.code}"),
            Crumb(_("Decision")),
        ),
    }
    return render(request, "desk/decisions/show.html", context, status=status)


def _first_of(decision: Decision) -> Decision:
    """Return the decision that the claim was first given: a case refers to that one."""
    while decision.supersedes_id:
        decision = decision.supersedes
    return decision


def _choices(decision: Decision | None) -> list[dict[str, Any]]:
    made = list(choices_on(decision)) if decision is not None else []
    names = dict(User.objects.filter(id__in=[one.chosen_by for one in made]).values_list("id", "name")) if made else {}
    return [{"row": one, "name": names.get(one.chosen_by, "")} for one in made]


def _editions(decision: Decision) -> list[dict[str, Any]]:
    """Return the three parts of the edition that judged, with their identities."""
    hashes = {"terms": decision.terms_hash, "coverage": decision.coverage_hash, "readings": decision.readings_hash}
    words = {"terms": _("Terms"), "coverage": _("Coverage"), "readings": _("Readings")}
    stored = {one.hash: one for one in Edition.objects.filter(hash__in=hashes.values()).defer("body")}
    return [{"name": words[part], "hash": one, "edition": stored.get(one)} for part, one in hashes.items()]


def _line(decision: Decision, *, is_replaced: bool) -> dict[str, Any]:
    asked = _asked(decision)
    return {
        "row": decision,
        "serials": asked["serials"][:3],
        "more": max(len(asked["serials"]) - 3, 0),
        "door": dict(DOORS).get(decision.door, decision.door),
        "codes": asked["codes"],
        "is_replaced": is_replaced,
    }


def _asked(decision: Decision) -> dict[str, list[str]]:
    """Return the serials and the codes of what speaks against it; nothing for a row that can no longer be read."""
    try:
        answer = json.loads(decision.answer)
        return {
            "serials": [str(one["ref"]) for one in answer["devices"]],
            "codes": [str(one["code"]) for one in answer["reasons"]],
        }
    except (ValueError, KeyError, TypeError):
        return {"serials": [], "codes": []}


def _crumbs(customer: Customer, *more: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        *more,
    )


def _export(customer: Customer, found: Any) -> StreamingHttpResponse:
    header = ["id", "decided_at", "door", "outcome", "serials", "reasons", "supersedes", "hash"]

    def rows() -> Iterator[list[Any]]:
        for one in found.iterator(chunk_size=1000):
            asked = _asked(one)
            yield [
                one.id,
                one.decided_at,
                one.door,
                one.outcome,
                " ".join(asked["serials"]),
                " ".join(asked["codes"]),
                one.supersedes_id,
                one.hash,
            ]

    return csv_file(f"{customer.code.lower()}-decisions", header, rows())
