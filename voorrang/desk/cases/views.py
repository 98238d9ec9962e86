"""One case: show it, write on it, hand it to somebody, record findings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import User
from voorrang.audit.actions import record_reading
from voorrang.cases import actions
from voorrang.cases.models import Case, CaseEvent, QueueRow
from voorrang.cases.queries import StoryEntry, case_of, case_timeline, row_of
from voorrang.cases.refusals import CaseChanged, CaseRefusal, TextNotUsable
from voorrang.cases.status import Act
from voorrang.desk.cases.forms import FindingsForm, OwnerForm, WriteForm
from voorrang.desk.cases.page import case_page, colleagues, spoken_language
from voorrang.desk.door import opened_case
from voorrang.entitlements.explain import explain
from voorrang.entitlements.queries import standing_decision
from voorrang.lib.clock import now


@require_GET
def show(request: Any, case_id: UUID) -> HttpResponse:
    """Show one case: its story, clocks, decision, devices and customer. The reading is noted in the trail."""
    at = now()
    case, row = opened_case(request, case_id)
    record_reading(subject_kind="case", subject_id=case.id, by=request.visitor.by, at=at)
    return case_page(request, case, row, at)


@require_POST
def write(request: Any, case_id: UUID) -> HttpResponse:
    """Answer, ask back, note, resolve, close or reopen. If the case changed meanwhile, show how and keep the text."""
    at = now()
    case, row = opened_case(request, case_id)
    form = WriteForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, row, at, form=form, status=422)
    said = form.cleaned_data
    act = Act(said["act"])
    try:
        _write(request, case, act, said["text"], said["version"], at)
    except TextNotUsable as error:
        form.add_error("text", str(error))
        return case_page(request, case, row, at, form=form, status=422)
    except CaseRefusal as error:
        return _refused(request, case.id, at, form, error)
    request.session["case_sent"] = str(case.id)
    messages.success(request, _done(act))
    return redirect("desk:case-detail", case.id)


@require_POST
def owner(request: Any, case_id: UUID) -> HttpResponse:
    """Take the case, hand it to a colleague, or put it back into the queue, unless somebody was faster."""
    at = now()
    case, row = opened_case(request, case_id)
    form = OwnerForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    if said["seen"] != (str(row.owner_id) if row.owner_id else ""):
        name = row.owner.name if row.owner else ""
        text = _("%(name)s has it now.") % {"name": name} if name else _("No one has it now.")
        messages.warning(request, _("Somebody was faster: %(what)s Look again.") % {"what": text})
        return case_page(request, case, row, at, status=409)
    try:
        if said["act"] == "take":
            actions.take(case=case, by=request.visitor.by, at=at, expected_version=case.version)
            messages.success(request, _("%(number)s is yours.") % {"number": case.number})
        else:
            chosen = _colleague(case, said["owner"], at) if said["act"] == "hand" else None
            actions.assign_owner(case=case, owner=chosen, by=request.visitor.by, at=at, expected_version=case.version)
            to = chosen.name if chosen else _("the queue")
            messages.success(request, _("%(number)s went to %(to)s.") % {"number": case.number, "to": to})
    except CaseRefusal as error:
        messages.error(request, f"{error} {error.cure}")
        return case_page(request, *_afresh(case.id), at, status=409)
    return redirect(_next(request) or case_url(case))


@require_POST
def findings(request: Any, case_id: UUID) -> HttpResponse:
    """Record what was found so far (D.2)."""
    at = now()
    case, row = opened_case(request, case_id)
    form = FindingsForm(request.POST)
    if not form.is_valid():
        return case_page(request, case, row, at, findings=form, status=422)
    said = form.cleaned_data
    try:
        actions.record_diagnosis(
            case=case,
            diagnosis={**case.diagnosis, "found": said["found"]},
            by=request.visitor.by,
            at=at,
            expected_version=said["version"],
        )
    except TextNotUsable as error:
        form.add_error("found", str(error))
        return case_page(request, case, row, at, findings=form, status=422)
    except CaseRefusal as error:
        fresh, fresh_row = _afresh(case.id)
        kept = FindingsForm({"found": said["found"], "version": fresh.version})
        kept.add_error(None, f"{error} {error.cure}")
        return case_page(request, fresh, fresh_row, at, findings=kept, news=_news(fresh, error), status=409)
    messages.success(request, _("The findings are recorded."))
    return redirect("desk:case-detail", case.id)


def case_url(case: Case) -> str:
    """Return the address of a case."""
    from django.urls import reverse

    return reverse("desk:case-detail", args=[case.id])


def _write(request: Any, case: Case, act: Act, text: str, version: int, at: datetime) -> CaseEvent:
    by = request.visitor.by
    if act is Act.NOTE:
        return actions.answer(case=case, text=text, internal=True, by=by, at=at, expected_version=version)
    write_it = {
        Act.ANSWER: actions.answer,
        Act.ASK_BACK: actions.ask_back,
        Act.RESOLVE: actions.resolve,
        Act.CLOSE: actions.close,
        Act.REOPEN: actions.reopen,
    }[act]
    language = spoken_language(explain(standing_decision(case.decision)), case)
    return write_it(case=case, text=text, language=language, by=by, at=at, expected_version=version)


def _done(act: Act) -> str:
    match act:
        case Act.NOTE:
            return _("The note is kept. The customer does not see it.")
        case Act.ASK_BACK:
            return _("Sent. The clocks stand still until the customer replies.")
        case Act.RESOLVE:
            return _("The case is resolved. The customer closes it, or reopens it.")
        case Act.CLOSE:
            return _("The case is closed.")
        case Act.REOPEN:
            return _("The case is open again.")
        case _:
            return _("Sent.")


def _refused(request: Any, case_id: UUID, at: datetime, form: WriteForm, error: CaseRefusal) -> HttpResponse:
    """Show the case as it stands now, with what is new above the text that was typed."""
    case, row = _afresh(case_id)
    kept = WriteForm({**form.cleaned_data, "version": case.version})
    kept.is_valid()
    kept.add_error(None, f"{error} {error.cure}")
    return case_page(request, case, row, at, form=kept, news=_news(case, error), status=409)


def _afresh(case_id: UUID) -> tuple[Case, QueueRow]:
    return case_of(None, case_id), row_of(case_id)


def _news(case: Case, error: CaseRefusal) -> list[StoryEntry]:
    if not isinstance(error, CaseChanged):
        return []
    since = {event.id for event in error.events}
    return [entry for entry in case_timeline(case, internal=True) if entry.event.id in since]


def _colleague(case: Case, user_id: UUID | None, at: datetime) -> User:
    chosen = next((one.user for one in colleagues(case, at) if one.user_id == user_id), None)
    if chosen is None:
        raise Http404
    return chosen


def _next(request: Any) -> str:
    """Return the address to go back to, if it is one of ours."""
    wanted = request.POST.get("next", "")
    return wanted if wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
