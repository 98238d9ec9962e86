"""What the page of one case shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.accounts.models import StaffMember
from voorrang.accounts.queries import assignments, staff_with_role
from voorrang.accounts.visitor import OPENS_ANY_CUSTOMER
from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries import QueueFilters, case_timeline, clocks_of, queue_counts
from voorrang.cases.status import Act, acts_allowed
from voorrang.charges.actions.estimates import CHARGEABLE
from voorrang.contracts.queries import scopes_in_force
from voorrang.desk.cases.forms import HINTS, KEYS, WRITES, FindingsForm, WriteForm
from voorrang.desk.decisions.why import decision_view
from voorrang.desk.queue.views import due_of
from voorrang.entitlements.explain import Explanation, explain
from voorrang.entitlements.queries import standing_decision
from voorrang.installed_base.queries import DeviceItem, cover_summary, current_devices, items_of
from voorrang.rules.programme import Programme
from voorrang.ui.case_clocks import clock_views
from voorrang.ui.case_files import InternalFileForm, file_views
from voorrang.ui.case_page import tier_view
from voorrang.ui.case_story import event_views
from voorrang.ui.cost_page import cost_links
from voorrang.ui.findings import finding_facts, told
from voorrang.ui.names import name_of
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import Crumb, Due, Fact
from voorrang.ui.wording import language_text, number_text

WORKERS = ("agent", "remote_expert", "support_manager", "technical_expert", "operator")


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that a text may be now."""

    act: str
    label: Any
    key: str
    hint: Any
    checked: bool
    in_head: bool
    """Whether it has a button at the top of the page; all of them can be chosen above the text."""


@dataclass(frozen=True, slots=True)
class CaseDeviceLine:
    """One device of the case; without an item its serial is in no fleet."""

    serial: str
    device_id: Any
    item: DeviceItem | None


def case_page(  # noqa: PLR0913 -- each form of the page, as typed
    request: Any,
    case: Case,
    row: QueueRow,
    at: datetime,
    *,
    form: WriteForm | None = None,
    findings: FindingsForm | None = None,
    file_form: InternalFileForm | None = None,
    news: Any = (),
    status: int = 200,
) -> HttpResponse:
    """Show a case. With `form`, `findings` or `file_form` as typed; `news` are the events since its writer read the case."""
    explanation = explain(standing_decision(case.decision))
    allowed = acts_allowed(row.status, "vendor")  # type: ignore[arg-type]  # the column's choices
    may_write = request.may("desk:case-write")
    writes = _writes(allowed, form) if may_write else []
    may_file = Act.FILE in allowed and request.may("desk:file-add")
    written = form if form is not None else WriteForm(initial={"version": case.version})
    context = {
        "case": case,
        "row": row,
        "due": due_of(row) or Due(None, "none"),
        "crumbs": (Crumb(_("Queue"), reverse("desk:queue")), Crumb(case.number)),
        "tier": tier_view(explanation.programme, case.tier),
        "events": event_views(case, case_timeline(case, internal=True)),
        "news": event_views(case, news),
        "clocks": clock_views(clocks_of(case, internal=True, at=at)),
        "decision": decision_view(request, case.customer, explanation),
        "decision_url": reverse("desk:decision-detail", args=[case.customer.code, explanation.decision_id]),
        "customer_facts": customer_facts(request, case, explanation.programme, at),
        "diagnosis": finding_facts(case),
        "devices": _devices(case, at),
        "writes": writes,
        "form": written,
        "written": written["text"].value() or "",
        "findings": findings or FindingsForm(initial={"version": case.version, "found": _found(case)}),
        "may_diagnose": Act.DIAGNOSE in allowed and request.may("desk:case-findings"),
        "may_assign": Act.ASSIGN in allowed and request.may("desk:case-owner"),
        "main_act": next((write.act for write in writes if write.act != Act.NOTE), ""),
        "colleagues": colleagues(case, at) if Act.ASSIGN in allowed and request.may("desk:case-owner") else (),
        "is_mine": request.visitor.user is not None and row.owner_id == request.visitor.user.id,
        "answer_in": _answer_language(explanation, case, language_of(request)),
        "files": file_views(
            case,
            side="vendor",
            url_of=lambda file_id: reverse("desk:case-file", args=[case.id, file_id]),
            removal_of=(lambda file_id: reverse("desk:file-remove", args=[case.id, file_id])) if may_file else None,
        ),
        "file_form": file_form or InternalFileForm(),
        "file_url": reverse("desk:file-add", args=[case.id]) if may_file else "",
        "costs": cost_links(request, case, at, lambda cost_id: reverse("desk:cost-detail", args=[case.id, cost_id])),
        "cost_new_url": reverse("desk:cost-new", args=[case.id])
        if explanation.outcome == CHARGEABLE and request.may("desk:cost-new")
        else "",
        "was_sent": request.session.pop("case_sent", "") == str(case.id),
    }
    return render(request, "desk/cases/show.html", context, status=status)


def spoken_language(explanation: Explanation, case: Case) -> str:
    """Return the language that an answer is written in: the case's, or the one spoken instead (C.5)."""
    return explanation.language.spoken if explanation.language else case.language


def colleagues(case: Case, at: datetime) -> list[StaffMember]:
    """Return who may have the case: the vendor's people who open this customer, those who speak its language first."""
    assigned = set(assignments(case.customer_id, at).values_list("user_id", flat=True))
    fitting = [
        one for one in staff_with_role(WORKERS, at) if set(one.roles) & OPENS_ANY_CUSTOMER or one.user_id in assigned
    ]
    return sorted(fitting, key=lambda one: (case.language not in one.languages, one.user.name.casefold()))


def customer_facts(request: Any, case: Case, programme: Programme, at: datetime) -> list[Fact]:
    """Return what one should know of the customer while answering."""
    customer, language = case.customer, language_of(request)
    people: list[Fact] = [
        Fact(
            name_of("role", one.role).capitalize(),
            _("%(name)s (deputy)") % {"name": one.user.name} if one.deputy else one.user.name,
        )
        for one in assignments(customer.id, at)
    ]
    fleet = cover_summary(at)
    counts = queue_counts(QueueFilters(customer=customer.id), at=at, user_id=None)
    scopes = [
        Fact(
            in_language(programme.scopes[scope.scope].name, language)
            if scope.scope in programme.scopes
            else scope.scope,
            in_language(programme.tiers[scope.tier].name, language) if scope.tier in programme.tiers else scope.tier,
            reverse("desk:contract-detail", args=[customer.code, scope.contract.number]),
        )
        for scope in scopes_in_force(at)
    ]
    open_words = _("%(open)s, of which %(overdue)s overdue") % {
        "open": number_text(counts.open.count, language),
        "overdue": number_text(counts.overdue.count, language),
    }
    devices = _("%(covered)s of %(total)s") % {
        "covered": number_text(fleet.covered, language),
        "total": number_text(fleet.total, language),
    }
    return [
        *scopes,
        *people,
        Fact(_("Devices under cover"), devices, f"{reverse('desk:device-search')}?customer={customer.code}"),
        Fact(_("Open cases"), open_words, f"{reverse('desk:queue')}?customer={customer.code}"),
    ]


def _writes(allowed: frozenset[Act], form: WriteForm | None) -> list[Write]:
    acts = [act for act in WRITES if act in allowed]
    typed = form["act"].value() if form is not None else ""
    chosen = typed if typed in acts else next((act for act in acts if act != Act.NOTE), acts[0] if acts else "")
    # What is usual now comes last at the top, where it is loud; the rest is chosen above the text.
    main = next((act for act in acts if act != Act.NOTE), "")
    return [
        Write(str(act), WRITES[act], KEYS[act], HINTS[act], act == chosen, act in {main, Act.ASK_BACK}) for act in acts
    ]


def _answer_language(explanation: Explanation, case: Case, shown_in: str) -> str:
    spoken = spoken_language(explanation, case)
    if spoken == case.language:
        return _("Answer in %(language)s") % {"language": language_text(spoken, shown_in)}
    facts = {"language": language_text(spoken, shown_in), "asked": language_text(case.language, shown_in)}
    if case.language in explanation.programme.coverage.languages:
        return _("Answer in %(language)s: nobody spoke %(asked)s when the case was opened") % facts
    return _("Answer in %(language)s: %(asked)s is not spoken") % facts


def _devices(case: Case, at: datetime) -> list[CaseDeviceLine]:
    named = list(case.case_devices.order_by("serial"))
    versions = current_devices(at).filter(device_id__in=[one.device_id for one in named if one.device_id])
    items = {item.version.device_id: item for item in items_of(versions, at)}
    return [
        CaseDeviceLine(one.serial, one.device_id, items.get(one.device_id) if one.device_id else None) for one in named
    ]


def _found(case: Case) -> str:
    return told(case.diagnosis.get("found", ""))
