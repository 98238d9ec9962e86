"""An estimate of cost as pages show it: lines with sums, how it stands and by whom; and why something was not taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from voorrang.accounts.models import User
from voorrang.cases.models import Case
from voorrang.charges.models import ChargeLine, Consent, CostEstimate, CostLine
from voorrang.charges.queries import EstimateView, estimate_view, estimate_views, estimates_of
from voorrang.contracts.money import money_text
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import EventView
from voorrang.ui.wording import number_text

STATES: dict[str, Any] = {
    "draft": pgettext_lazy("cost estimate", "draft"),
    "waiting": pgettext_lazy("cost estimate", "waits for consent"),
    "consented": pgettext_lazy("cost estimate", "consented"),
    "refused": pgettext_lazy("cost estimate", "refused"),
    "expired": pgettext_lazy("cost estimate", "expired"),
    "withdrawn": pgettext_lazy("cost estimate", "withdrawn"),
    "settled": pgettext_lazy("cost estimate", "settled"),
}
_UNITS: dict[str, Any] = {"hour": gettext_lazy("h"), "piece": gettext_lazy("pc.")}
_REFUSALS: dict[str, Any] = {
    "no_consent": gettext_lazy("The customer has not consented to this. Send an estimate and wait for the answer."),
    "settled": gettext_lazy("This is settled. More work needs a new estimate."),
    "nothing": gettext_lazy("Enter an amount above zero."),
    "beyond_consent": gettext_lazy("Only %(left)s of this line is left. Work beyond it needs a new estimate."),
}
_CLOSED: dict[str, Any] = {
    "draft": gettext_lazy("The estimate was not sent yet."),
    "waiting": gettext_lazy("The estimate was sent already, and waits for an answer."),
    "consented": gettext_lazy("The customer has consented already."),
    "refused": gettext_lazy("The customer has refused it. Make a new estimate."),
    "expired": gettext_lazy("The estimate has expired. Ask for a new one."),
    "withdrawn": gettext_lazy("The estimate was taken back."),
    "settled": gettext_lazy("The estimate is settled."),
}


@dataclass(frozen=True, slots=True)
class ShownCharge:
    """One charge against a line; `waived` says why it was let go."""

    charge: ChargeLine
    quantity: str
    amount: str
    waived: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line in the reader's words."""

    line: CostLine
    quantity: str
    price: str
    amount: str
    left: str
    source: str
    charges: tuple[ShownCharge, ...]


@dataclass(frozen=True, slots=True)
class ShownCost:
    """One estimate in the reader's words."""

    estimate: CostEstimate
    view: EstimateView
    state: Any
    lines: tuple[ShownLine, ...]
    total: str
    charged: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class CostLink:
    """One estimate on the page of its case."""

    number: str
    state: str
    words: Any
    total: str
    url: str


def shown_cost(request: Any, estimate: CostEstimate, at: datetime) -> ShownCost:
    """Return an estimate as it stands."""
    view, language = estimate_view(estimate, at), language_of(request)

    def money(amount: Any) -> str:
        return money_text(amount, estimate.currency, language)

    lines = tuple(
        ShownLine(
            line=one.line,
            quantity=f"{number_text(float(one.line.quantity), language)} {_UNITS.get(one.line.unit, one.line.unit)}",
            price=money(one.line.price),
            amount=money(one.line.amount),
            left=money(one.left),
            source=_("agreed rate") if one.line.rate_id else one.line.reason,
            charges=tuple(
                ShownCharge(
                    charge,
                    number_text(float(charge.quantity), language),
                    money(charge.amount),
                    view.waivers[charge.id].reason if charge.id in view.waivers else "",
                )
                for charge in one.charges
            ),
        )
        for one in view.lines
    )
    return ShownCost(
        estimate, view, STATES[view.state], lines, money(view.total), money(view.charged), _events(view, language)
    )


def cost_links(
    request: Any, case: Case, at: datetime, url_of: Callable[[UUID], str], *, sent_only: bool = False
) -> list[CostLink]:
    """Return the estimates of a case, the newest first."""
    language = language_of(request)
    return [
        CostLink(
            view.estimate.number,
            view.state,
            STATES[view.state],
            money_text(view.total, view.estimate.currency, language),
            url_of(view.estimate.id),
        )
        for view in estimate_views(estimates_of(case, sent_only=sent_only), at)
    ]


def refused_words(code: str, left: Any, currency: str, language: str) -> str:
    """Say why a charge was not taken."""
    return str(_REFUSALS[code]) % {"left": money_text(left, currency, language)}


def closed_words(state: str) -> str:
    """Say why an estimate takes this no more."""
    return str(_CLOSED[state])


def answered_words(consent: Consent) -> str:
    """Say who was faster, and how they answered."""
    if consent.answer == Consent.Answer.CONSENTED:
        return _("%(name)s has consented already. Nothing is left to do.") % {"name": consent.name}
    return _("%(name)s has refused already. Ask for a new estimate if you want it after all.") % {"name": consent.name}


def _events(view: EstimateView, language: str) -> tuple[EventView, ...]:
    estimate, consent, settlement = view.estimate, view.consent, view.settlement
    known = {estimate.made_by, estimate.sent_by, estimate.withdrawn_by, settlement.settled_by if settlement else None}
    names: dict[UUID | None, str] = dict(
        User.objects.filter(id__in=[one for one in known if one is not None]).values_list("id", "name")
    )
    told = [EventView(estimate.made_at, _("estimated the cost"), names.get(estimate.made_by, ""))]
    if estimate.sent_at:
        told.append(EventView(estimate.sent_at, _("sent it to the customer"), names.get(estimate.sent_by, "")))
    if estimate.withdrawn_at:
        told.append(EventView(estimate.withdrawn_at, _("took it back"), names.get(estimate.withdrawn_by, "")))
    if consent is not None:
        amount = money_text(consent.amount, estimate.currency, language)
        is_yes = consent.answer == Consent.Answer.CONSENTED
        what = _("consented to %(amount)s") if is_yes else _("refused %(amount)s")
        told.append(EventView(consent.answered_at, what % {"amount": amount}, consent.name, body=consent.note))
    if settlement is not None:
        facts = {
            "charged": money_text(settlement.charged, estimate.currency, language),
            "waived": money_text(settlement.waived, estimate.currency, language),
        }
        what = _("settled: %(charged)s charged, %(waived)s let go") % facts
        told.append(EventView(settlement.settled_at, what, names.get(settlement.settled_by, "")))
    return tuple(told)
