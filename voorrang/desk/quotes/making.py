"""Making a quote: from nothing, as a renewal on the newest edition, or as an upgrade of what runs."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from voorrang.contracts.actions import Offer, make_quote
from voorrang.contracts.models import Contract, ContractScope, Quote
from voorrang.contracts.money import currency_of
from voorrang.contracts.queries import contract_by_number, programme_of_contract, scopes_of
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.orders.articles import offered, tell
from voorrang.desk.orders.forms import MOST_LINES, EstimateForm, line_forms
from voorrang.desk.orders.placing import stated, with_one_more
from voorrang.desk.orders.views import crumbs_to
from voorrang.desk.quotes.forms import QuoteForm, QuoteLineForm, first_guess
from voorrang.editions.store import programme_at
from voorrang.editions.told_changes import told_changes
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.rules.articles import article_for
from voorrang.rules.eligibility import FleetCount, scope_sizes
from voorrang.rules.programme import Article, Programme
from voorrang.ui.days import after, midnight
from voorrang.ui.reader import language_of

_KINDS = {Quote.Kind.NEW, Quote.Kind.RENEWAL, Quote.Kind.UPGRADE}


def make(request: Any) -> HttpResponse:
    """Make a quote. It is kept whether or not it stands; one that does not says what to correct."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("New quote"), _("Whom do you make an offer?"))
    at, language = now(), language_of(request)
    programme = programme_at(customer.programme, at)
    kind, contract = _about(request)
    fleet = fleet_counts(at)
    sent = request.POST or None
    more = "add_line" in request.POST
    starts_at = _begins(contract, kind, at)
    first = first_guess(starts_at, at, customer.head_office_country)
    form = QuoteForm(sent, shown_in=language, today=at.date(), initial=first)
    lines = line_forms(
        sent if not more else with_one_more(request.POST),
        _proposed(contract, programme, fleet, at) if contract and kind == "renewal" else (),
        programme=programme,
        shown_in=language,
        kind=QuoteLineForm,
    )
    estimate = EstimateForm(sent, programme=programme, initial=stated(at))
    if sent is not None and not more and all(part.is_valid() for part in (form, lines, estimate)):
        said = form.cleaned_data
        offer = Offer(
            kind=kind,
            contract=contract,
            lines=[one.quoted for one in lines.forms if one.quoted],
            starts_at=_exact_start(midnight(said["starts_on"]), contract, kind, at),
            ends_at=after(said["ends_on"]),
            valid_until=after(said["valid_on"]),
            country=said["country"],
            currency=currency_of(customer.head_office_country),
        )
        estimates = estimate.estimates if not fleet else ()
        quote = make_quote(offer=offer, estimates=estimates, fleet=fleet, by=request.visitor.by, at=at)
        if quote.stands:
            messages.success(request, _("The quote stands. Read it once more, then send it."))
        return redirect("desk:quote-detail", customer.code, quote.number)
    context = {
        "customer": customer,
        "kind": Quote.Kind(kind).label,
        "contract": contract,
        "ends": _ends(at),
        "form": form,
        "lines": lines,
        "told": [tell(line["article"].value() or "", programme, request) for line in lines.forms],
        "estimate": estimate,
        "fleet_size": sum(count.count for count in fleet),
        "articles": offered(programme, request),
        "may_add": len(lines.forms) < MOST_LINES,
        "programme": programme,
        "currency": currency_of(customer.head_office_country),
        "changes": _changes(contract, programme, language, at) if contract else (),
        "crumbs": crumbs_to(customer, _("New quote")),
    }
    return render(request, "desk/quotes/new.html", context, status=422 if sent is not None and not more else 200)


def _about(request: Any) -> tuple[str, Contract | None]:
    """Return the kind of quote and the contract that it is about. Raises `Http404` for a contract that is not there."""
    kind = request.GET.get("kind", Quote.Kind.NEW)
    number = request.GET.get("contract", "").replace("\0", "")
    if kind not in _KINDS or not number:
        return Quote.Kind.NEW, None
    try:
        return kind, contract_by_number(number)
    except Contract.DoesNotExist as error:
        raise Http404 from error


def _begins(contract: Contract | None, kind: str, at: datetime) -> datetime:
    """Return the day that the form shows first: a renewal follows what it renews."""
    if contract is None or kind != Quote.Kind.RENEWAL:
        return at
    return max((scope.ends_at for scope in scopes_of(contract)), default=at)


def _exact_start(begins: datetime, contract: Contract | None, kind: str, at: datetime) -> datetime:
    """Return the instant at which a contract begins: a renewal in the instant in which the one before ends that day."""
    if kind == Quote.Kind.RENEWAL and contract is not None:
        ends = [scope.ends_at for scope in scopes_of(contract) if scope.ends_at.date() == begins.date()]
        return max(ends, default=begins)
    # An upgrade of today begins now: its midnight may lie before the start of what runs since this morning.
    return at if kind == Quote.Kind.UPGRADE and begins.date() == at.date() else begins


def _proposed(
    contract: Contract, programme: Programme, fleet: tuple[FleetCount, ...], at: datetime
) -> list[tuple[str, int]]:
    """Return the same again in today's edition: as many units as the fleet counts, else as were ordered."""
    bought = programme_of_contract(contract, at).articles
    sizes = scope_sizes(fleet, programme)
    lines: dict[str, int] = {}
    for scope in scopes_of(contract):
        earlier = bought.get(scope.article)
        years = earlier.term_years if earlier else 1
        found = programme.articles.get(scope.article) or article_for(scope.tier, scope.scope, years, programme)
        if isinstance(found, Article):
            counted = sum(sizes.get(one, 0) for one in found.scopes)
            lines[found.number] = counted or scope.quantity
    return sorted(lines.items())


def _changes(contract: Contract, programme: Programme, language: str, at: datetime) -> Any:
    tiers = {scope.tier for scope in scopes_of(contract)}
    return told_changes(programme_of_contract(contract, at), programme, language, tiers)


def _ends(at: datetime) -> list[tuple[str, datetime]]:
    """Return where the customer's contracts end, for whoever wants to let two end together."""
    rows = ContractScope.objects.filter(ends_at__gt=at).select_related("contract").order_by("ends_at", "id")
    return list(dict.fromkeys((row.contract.number, row.ends_at) for row in rows))
