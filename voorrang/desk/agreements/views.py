"""Agreements of one customer: list, page with two versions side by side, and PDF."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import agreement_version, agreement_views, all_agreements
from voorrang.desk.agreements.forms import EndForm
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.agreement_page import agreement_context, agreement_paper
from voorrang.ui.agreement_words import STATES
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.shapes import Confirm, Crumb


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the agreements of a customer, every version, the latest start first."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("Agreements"), _("Whose agreements?"))
    at = now()
    bar = read(request.GET, [Search("q", gettext_lazy("Number"))])
    found = all_agreements()
    if bar.values.get("q"):
        found = found.filter(number__icontains=bar.values["q"])
    if wants_export(request):
        return _export(customer, found, at)
    sheet = sheet_of(request, found, "-starts_at", ngettext_lazy("agreement", "agreements"))
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "rows": [(view, STATES[view.state]) for view in agreement_views(sheet.rows, at)],
        "crumbs": crumbs_to(customer),
    }
    return render(request, "desk/agreements/list.html", context)


@require_GET
def show(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Show one version, beside the one before or the one that `?with=` names."""
    customer, agreement = opened_agreement(request, code, number, version)
    return agreement_page(request, customer, agreement, now())


@require_GET
def pdf(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Return one version as a PDF, in the reader's language."""
    _customer, agreement = opened_agreement(request, code, number, version)
    return agreement_paper(request, agreement, now())


def opened_agreement(request: Any, code: str, number: str, version: int) -> tuple[Customer, Agreement]:
    """Open the customer and return its version. Raises `Http404`."""
    customer = opened_customer(request, code)
    try:
        return customer, agreement_version(number, version)
    except (Agreement.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def agreement_page(
    request: Any,
    customer: Customer,
    agreement: Agreement,
    at: datetime,
    *,
    ending: EndForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show one version; `ending` is the form as sent."""
    context = agreement_context(request, agreement, at)
    where = [customer.code, agreement.number, agreement.version]
    context |= {
        "customer": customer,
        "ending": ending or EndForm(today=at.date()),
        "sign": Confirm(
            id="sign",
            button=_("Sign for the vendor"),
            title=_("Sign %(number)s?") % {"number": agreement},
            text=_(
                "The customer is told and can sign. With its signature this version holds. Its words stay as they are."
            ),
            url=reverse("desk:agreement-sign", args=where),
            confirm=_("Sign the agreement"),
            hidden=(("revision", str(agreement.revision)),),
        ),
        "discard": Confirm(
            id="discard",
            button=_("Discard"),
            title=_("Discard %(number)s?") % {"number": agreement},
            text=_("This version goes, with all its words. What holds now stays."),
            url=reverse("desk:agreement-discard", args=where),
            confirm=_("Discard the version"),
        ),
        "crumbs": crumbs_to(customer, Crumb(str(agreement))),
    }
    return render(request, "desk/agreements/show.html", context, status=status)


def crumbs_to(customer: Customer, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to the agreements of a customer."""
    return (
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        Crumb(_("Agreements"), f"{reverse('desk:agreement-list')}?customer={customer.code}"),
        *more,
    )


def _export(customer: Customer, found: Any, at: datetime) -> StreamingHttpResponse:
    header = ["number", "version", "state", "starts_at", "ends_at", "signed_at"]

    def rows() -> Iterator[list[Any]]:
        for view in agreement_views(found, at):
            one = view.agreement
            yield [one.number, one.version, view.state, one.starts_at, one.ends_at, one.signed_at]

    return csv_file(f"{customer.code.lower()}-agreements", header, rows())
