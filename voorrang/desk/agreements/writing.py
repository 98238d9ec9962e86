"""Writing an agreement: a new one, the next version of one that holds, or other words for a draft."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer
from voorrang.contracts.actions.agreement_drafts import (
    AgreementFlawed,
    AgreementTerms,
    DraftWaits,
    NoDraft,
    change_draft,
    draft_agreement,
)
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import AgreementView, agreement_views
from voorrang.desk.agreements.forms import AgreementForm, first_of, line_sets
from voorrang.desk.agreements.views import agreement_page, crumbs_to, opened_agreement
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.editions.store import programme_at
from voorrang.lib.clock import now
from voorrang.ui.agreement_words import flaw_words
from voorrang.ui.days import after, midnight
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb

type Keep = Callable[[AgreementTerms], Agreement]


def draft(request: Any) -> HttpResponse:
    """Draft a new agreement."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("New agreement"), _("With whom?"))
    at, by = now(), request.visitor.by
    return _written(
        request, customer, None, at, _("New agreement"), lambda terms: draft_agreement(terms=terms, by=by, at=at)
    )


def next_version(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Draft the version that follows; it begins with the words of this one."""
    customer, agreement = opened_agreement(request, code, number, version)
    at, by = now(), request.visitor.by
    [view] = agreement_views([agreement], at)
    title = _("New version of %(number)s") % {"number": agreement.number}
    return _written(
        request,
        customer,
        view,
        at,
        title,
        lambda terms: draft_agreement(terms=terms, number=agreement.number, by=by, at=at),
    )


def change(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Put other words into a draft."""
    customer, agreement = opened_agreement(request, code, number, version)
    at, by = now(), request.visitor.by
    [view] = agreement_views([agreement], at)
    title = _("Change %(number)s") % {"number": agreement}
    if view.state != "draft":
        messages.warning(request, _no_draft())
        return agreement_page(request, customer, agreement, at, status=409)
    return _written(
        request, customer, view, at, title, lambda terms: change_draft(agreement=agreement, terms=terms, by=by, at=at)
    )


def _no_draft() -> str:
    return _("A side has signed, so the words stay. Discard this version and make a new one.")


def _written(
    request: Any, customer: Customer, view: AgreementView | None, at: datetime, title: str, keep: Keep
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    language = language_of(request)
    roles = programme_at(customer.programme, at).discretion_roles
    first = first_of(view) if view is not None else {"starts_on": at.date()}
    form = AgreementForm(sent, roles=roles, initial=first)
    lines = line_sets(sent, view, language)
    status = 200
    if sent is not None:
        status = 422
        if all([form.is_valid(), *(one.is_valid() for one in lines.values())]):
            try:
                made = keep(_terms(form, lines, at))
            except AgreementFlawed as flawed:
                form.add_error("starts_on", flaw_words(flawed.flaw, language))
            except DraftWaits as waits:
                text = _("%(number)s is not signed yet. Change that version, or discard it.")
                form.add_error(None, text % {"number": waits.waiting})
                status = 409
            except NoDraft:
                form.add_error(None, _no_draft())
                status = 409
            else:
                messages.success(request, _("Kept as a draft. Read it once more, then sign it for the vendor."))
                return redirect("desk:agreement-detail", customer.code, made.number, made.version)
    context = {
        "customer": customer,
        "title": title,
        "form": form,
        "lines": lines,
        "has_line_errors": any(one.total_error_count() for one in lines.values()) if sent is not None else False,
        "crumbs": crumbs_to(customer, Crumb(title)),
    }
    return render(request, "desk/agreements/write.html", context, status=status)


def _terms(form: AgreementForm, lines: dict[str, Any], at: datetime) -> AgreementTerms:
    said = form.cleaned_data
    typed = {name: [terms for line in one.forms if (terms := line.terms()) is not None] for name, one in lines.items()}
    starts_at = midnight(said["starts_on"])
    return AgreementTerms(
        # What begins today begins now: its midnight may lie before the start of the version that holds.
        starts_at=at if said["starts_on"] == at.date() else starts_at,
        ends_at=after(said["ends_on"]),
        discretion_roles=said["discretion_roles"],
        **typed,
    )
