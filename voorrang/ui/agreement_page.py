"""What both doors show of one agreement, and its paper."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import translation

from voorrang.contracts.agreement_pdf import agreement_pdf
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import agreement_views, all_agreements
from voorrang.ui.agreement_words import STATES, compare, sections, signature_words
from voorrang.ui.reader import language_of


def agreement_context(
    request: Any, agreement: Agreement, at: datetime, *, shown_to_customer: bool = False
) -> dict[str, Any]:
    """Return one version in words, the others of its number, and beside it the one that `?with=` names, or the one before."""
    language = language_of(request)
    others = all_agreements(shown_to_customer=shown_to_customer).filter(number=agreement.number).order_by("-version")
    views = {view.agreement.version: view for view in agreement_views(others, at)}
    view = views[agreement.version]
    asked = request.GET.get("with", "")
    beside = next((one for one in views.values() if str(one.agreement.version) == asked and one is not view), None)
    beside = beside or views.get(agreement.version - 1)
    return {
        "agreement": agreement,
        "view": view,
        "state": STATES[view.state],
        "sections": sections(view, language),
        "signatures": signature_words(view),
        "versions": [(one, STATES[one.state]) for one in views.values()],
        "beside": beside,
        "compared": compare(beside, view, language) if beside is not None else [],
    }


def agreement_paper(request: Any, agreement: Agreement, at: datetime) -> HttpResponse:
    """Return an agreement as a PDF, in the reader's language."""
    language = language_of(request)
    [view] = agreement_views([agreement], at)
    with translation.override(language):
        told = [(one.title, [words for _key, words in one.lines]) for one in sections(view, language)]
        signed = [(str(one["side"]), one["name"], one["at"]) for one in signature_words(view)]
        content = agreement_pdf(view, told, signed, language, at)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{agreement}.pdf"'
    return response
