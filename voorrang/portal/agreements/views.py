"""Agreements that the vendor has signed: list, page, PDF, and the customer's signature. A draft is as good as absent."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.contracts.actions.agreement_drafts import AgreementFlawed
from voorrang.contracts.actions.agreement_signing import AgreementMoved, AlreadySigned, sign_side
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import agreement_version, agreement_views, all_agreements
from voorrang.lib.clock import now
from voorrang.ui.agreement_page import agreement_context, agreement_paper
from voorrang.ui.agreement_words import STATES, flaw_words, taken_words
from voorrang.ui.paging import sheet_of
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb


@require_GET
def listing(request: Any) -> HttpResponse:
    """List the agreements, every version, the latest start first."""
    sheet = sheet_of(
        request, all_agreements(shown_to_customer=True), "-starts_at", ngettext_lazy("agreement", "agreements")
    )
    rows = [(view, STATES[view.state]) for view in agreement_views(sheet.rows, now())]
    return render(request, "portal/agreements/list.html", {"sheet": sheet, "rows": rows})


@require_GET
def show(request: Any, number: str, version: int) -> HttpResponse:
    """Show one version, beside the one before or the one that `?with=` names."""
    return _page(request, _offered(number, version), now())


@require_GET
def pdf(request: Any, number: str, version: int) -> HttpResponse:
    """Return one version as a PDF, in the reader's language."""
    return agreement_paper(request, _offered(number, version), now())


@require_POST
def sign(request: Any, number: str, version: int) -> HttpResponse:
    """Sign for the customer. Of two people at once one signs, and the other hears who it was."""
    at = now()
    agreement = _offered(number, version)
    read = request.POST.get("revision", "")
    try:
        sign_side(agreement=agreement, revision=int(read) if read.isdigit() else 0, by=request.visitor.by, at=at)
    except AlreadySigned as late:
        messages.warning(request, taken_words(late.signature))
        return _page(request, agreement, at, status=409)
    except AgreementMoved:
        messages.warning(request, _("The words have changed since you read them. Read them again, then sign."))
        return _page(request, agreement, at, status=409)
    except AgreementFlawed as flawed:
        messages.error(request, flaw_words(flawed.flaw, language_of(request)))
        return _page(request, agreement, at, status=409)
    messages.success(request, _("Thank you. The agreement is signed by both sides."))
    return redirect("portal:agreement-detail", agreement.number, agreement.version)


def _offered(number: str, version: int) -> Agreement:
    try:
        return agreement_version(number, version, shown_to_customer=True)
    except (Agreement.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def _page(request: Any, agreement: Agreement, at: datetime, *, status: int = 200) -> HttpResponse:
    context = agreement_context(request, agreement, at, shown_to_customer=True)
    context |= {
        "sign": Confirm(
            id="sign",
            button=_("Sign"),
            title=_("Sign %(number)s?") % {"number": agreement},
            text=_("You sign for your company, by name. The agreement then holds for both sides."),
            url=reverse("portal:agreement-sign", args=[agreement.number, agreement.version]),
            confirm=_("Sign the agreement"),
            hidden=(("revision", str(agreement.revision)),),
        ),
        "crumbs": (Crumb(_("Agreements"), reverse("portal:agreement-list")), Crumb(str(agreement))),
    }
    return render(request, "portal/agreements/show.html", context, status=status)
