"""What changes a contract that runs: more units, and an end before its term."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.contracts.actions import (
    AlreadyCancelled,
    CancellationRefused,
    CannotUndo,
    Offer,
    QuotedLine,
    cancel_contract,
    make_quote,
    undo_cancellation,
)
from voorrang.contracts.models import Quote
from voorrang.contracts.money import currency_of
from voorrang.contracts.queries import programme_of_contract, true_ups_of
from voorrang.desk.contracts.forms import CancelForm
from voorrang.desk.contracts.views import contract_page, opened_contract
from voorrang.desk.orders.views import crumbs_to
from voorrang.editions.store import programme_at
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.ui.days import after
from voorrang.ui.explain import reason_views
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb


@require_POST
def propose_true_up(request: Any, code: str, number: str) -> HttpResponse:
    """Make a quote over the units that the fleet counts more than were ordered."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    fleet = fleet_counts(at)
    proposed = true_ups_of(contract, fleet, at, at)
    if not proposed:
        messages.warning(request, _("The fleet counts no more than was ordered. There is nothing to add."))
        return contract_page(request, customer, contract, at, status=409)
    offer = Offer(
        kind=Quote.Kind.TRUE_UP,
        contract=contract,
        lines=[QuotedLine(one.article, one.quantity) for one in proposed],
        starts_at=at,
        currency=currency_of(customer.head_office_country),
    )
    quote = make_quote(offer=offer, fleet=fleet, by=request.visitor.by, at=at)
    messages.success(request, _("The quote stands. Read it once more, then send it."))
    return redirect("desk:quote-detail", customer.code, quote.number)


def cancel(request: Any, code: str, number: str) -> HttpResponse:
    """End a contract before its term."""
    at, language = now(), language_of(request)
    customer, contract = opened_contract(request, code, number)
    programme = programme_of_contract(contract, at)
    form = CancelForm(request.POST or None, programme=programme_at(customer.programme, at))
    refused: Any = ()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ends_at: Any = after(said["last_on"])
        try:
            cancel_contract(
                contract=contract,
                ends_at=ends_at,
                reason=said["reason"],
                note=said["note"],
                by=request.visitor.by,
                at=at,
            )
        except AlreadyCancelled:
            messages.warning(request, _("Somebody has cancelled the contract before."))
            return contract_page(request, customer, contract, at, status=409)
        except CancellationRefused as error:
            # In words of today: what was bought may be older than this reason.
            refused = reason_views(error.reasons, programme_at(customer.programme, at), language)
            form.add_error("last_on", _("The contract cannot end on this day: see why."))
        else:
            messages.success(request, _("The contract is cancelled. The customer's leads have a mail."))
            return redirect("desk:contract-detail", customer.code, contract.number)
    context = {
        "customer": customer,
        "contract": contract,
        "form": form,
        "refused": refused,
        "programme": programme,
        "crumbs": (
            *crumbs_to(customer, "")[:2],
            Crumb(contract.number, reverse("desk:contract-detail", args=[customer.code, contract.number])),
            Crumb(_("Cancel the contract")),
        ),
    }
    return render(request, "desk/contracts/cancel.html", context, status=422 if form.is_bound else 200)


@require_POST
def undo(request: Any, code: str, number: str) -> HttpResponse:
    """Take a cancellation back."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    try:
        undo_cancellation(contract=contract, by=request.visitor.by, at=at)
    except CannotUndo:
        text = _("It cannot be taken back: its day has come, somebody did it before, or another contract follows.")
        messages.warning(request, text)
        return contract_page(request, customer, contract, at, status=409)
    messages.success(request, _("The cancellation is taken back. The contract ends when it did before."))
    return redirect("desk:contract-detail", customer.code, contract.number)
