"""What the page of one case shows to the customer: no internal notes, no targets of the vendor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries import case_timeline, clocks_of, row_of
from voorrang.cases.status import Act, acts_allowed
from voorrang.entitlements.explain import explain
from voorrang.entitlements.queries import standing_decision
from voorrang.installed_base.queries import DeviceItem, current_devices, items_of, visible_to
from voorrang.portal.cases.forms import HINTS, KEYS, WRITES, FindingsForm, ReplyForm
from voorrang.portal.cases.why import decision_view
from voorrang.ui.case_clocks import clock_views
from voorrang.ui.case_files import FileForm, file_views
from voorrang.ui.case_page import tier_view
from voorrang.ui.case_story import event_views
from voorrang.ui.cost_page import cost_links
from voorrang.ui.findings import finding_facts, told
from voorrang.ui.shapes import ClockView, Crumb, Due


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that a text may be now."""

    act: str
    label: Any
    key: str
    hint: Any
    checked: bool


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device of the case. Without an item its serial is in no fleet, or outside what the reader sees."""

    serial: str
    device_id: UUID | None
    item: DeviceItem | None


def case_page(
    request: Any,
    case: Case,
    at: datetime,
    *,
    form: ReplyForm | None = None,
    findings: FindingsForm | None = None,
    file_form: FileForm | None = None,
    news: Any = (),
    status: int = 200,
) -> HttpResponse:
    """Show a case. With `form`, `findings` or `file_form` as typed; `news` are the events since its writer read the case."""
    row = row_of(case.id)
    explanation = explain(standing_decision(case.decision))
    allowed = acts_allowed(row.status, "customer")  # type: ignore[arg-type]  # the column's choices
    writes = _writes(allowed, form, row) if request.may("portal:case-reply") else []
    may_file = Act.FILE in allowed and request.may("portal:file-add")
    written = form if form is not None else ReplyForm(initial={"version": case.version})
    context = {
        "case": case,
        "row": row,
        "due": _due(row),
        "tier": tier_view(explanation.programme, case.tier),
        "events": event_views(case, case_timeline(case, internal=False)),
        "news": event_views(case, news),
        "clocks": sorted(clock_views(clocks_of(case, internal=False, at=at)), key=_by_due),
        "decision": decision_view(request, explanation, objection=_objection(request, case), on_case=True),
        "devices": _devices(request, case, at),
        "diagnosis": finding_facts(case),
        "writes": writes,
        "main_act": next((write.act for write in writes if write.checked), ""),
        "form": written,
        "written": written["text"].value() or "",
        "findings": findings or FindingsForm(initial={"version": case.version, **_told(case)}),
        "may_diagnose": Act.DIAGNOSE in allowed and request.may("portal:case-findings"),
        "files": file_views(
            case,
            side="customer",
            url_of=lambda file_id: reverse("portal:case-file", args=[case.id, file_id]),
            removal_of=(lambda file_id: reverse("portal:file-remove", args=[case.id, file_id])) if may_file else None,
        ),
        "file_form": file_form or FileForm(),
        "file_url": reverse("portal:file-add", args=[case.id]) if may_file else "",
        "costs": cost_links(
            request, case, at, lambda cost_id: reverse("portal:cost-detail", args=[cost_id]), sent_only=True
        ),
        "was_sent": request.session.pop("case_sent", "") == str(case.id),
        "crumbs": (Crumb(_("Cases"), reverse("portal:case-list")), Crumb(case.number)),
    }
    return render(request, "portal/cases/show.html", context, status=status)


def _writes(allowed: frozenset[Act], form: ReplyForm | None, row: QueueRow) -> list[Write]:
    acts = [act for act in WRITES if act in allowed]
    typed = form["act"].value() if form is not None else ""
    chosen = typed if typed in acts else next(iter(acts), "")
    labels = dict(WRITES)
    if row.status in {"open", "waiting"}:
        labels[Act.CLOSE] = _("Withdraw the case")
    return [Write(str(act), labels[act], KEYS[act], HINTS[act], act == chosen) for act in acts]


def _by_due(clock: ClockView) -> tuple[bool, datetime]:
    return clock.due.at is None, clock.due.at or clock.started_at


def _due(row: QueueRow) -> Due | None:
    """What the customer is promised next; None where nothing is promised or nothing runs."""
    return Due(row.promised_at) if row.promised_at is not None and row.status == "open" else None


def _objection(request: Any, case: Case) -> str:
    """Where whoever asked for the decision objects to it."""
    decision = case.decision
    if decision.outcome == "entitled" or decision.asked_by != request.visitor.by.id:
        return ""
    return f"{reverse('portal:decision-detail', args=[decision.id])}#objection"


def _devices(request: Any, case: Case, at: datetime) -> list[DeviceLine]:
    named = list(case.case_devices.order_by("serial"))
    versions = current_devices(at).filter(device_id__in=[one.device_id for one in named if one.device_id])
    items = {item.version.device_id: item for item in items_of(visible_to(versions, request.visitor.contact), at)}
    return [DeviceLine(one.serial, one.device_id, items.get(one.device_id) if one.device_id else None) for one in named]


def _told(case: Case) -> dict[str, str]:
    return {name: told(case.diagnosis.get(name, "")) for name in ("found", "steps")}
