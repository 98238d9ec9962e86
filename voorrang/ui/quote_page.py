"""A quote as pages show it: lines with prices, the verdict, how it stands and by whom, and what a newer edition changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from voorrang.accounts.models import User
from voorrang.contracts.models import Quote, QuoteLine
from voorrang.contracts.money import money_text
from voorrang.contracts.queries import QuoteView, programme_of_contract
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.editions.store import programme_of
from voorrang.editions.told_changes import ToldChange, told_changes
from voorrang.rules.programme import Programme
from voorrang.rules.quotes import line_total
from voorrang.ui.case_page import tier_view
from voorrang.ui.explain import reason_views
from voorrang.ui.names import name_of
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import EventView, ReasonView, TierView

STATES: dict[str, Any] = {
    "draft": pgettext_lazy("quote", "draft"),
    "sent": pgettext_lazy("quote", "waits for an answer"),
    "accepted": pgettext_lazy("quote", "accepted"),
    "declined": pgettext_lazy("quote", "declined"),
    "expired": pgettext_lazy("quote", "expired"),
}
_WHAT = {"accepted": gettext_lazy("accepted the quote"), "declined": gettext_lazy("declined the quote")}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a quote. Price and sum are "" where none is given."""

    line: QuoteLine
    tier: TierView | None
    scopes: str
    price: str
    total: str


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quote in the reader's words."""

    quote: Quote
    view: QuoteView
    state: Any
    lines: tuple[ShownLine, ...]
    total: str
    reasons: tuple[ReasonView, ...]
    programme: Programme
    events: tuple[EventView, ...]
    changes: tuple[ToldChange, ...]
    """What the edition of the quote changes to that of the contract which it renews, for the tiers concerned."""
    is_newer: bool
    """The quote is on another edition than the contract that it is about."""

    @property
    def has_prices(self) -> bool:
        """Whether any line has a price."""
        return bool(self.total)


def shown_quote(request: Any, view: QuoteView, at: datetime) -> ShownQuote:
    """Return a quote as judged by the edition of its day."""
    quote, language = view.quote, language_of(request)
    programme = programme_of(quote.terms_hash, quote.coverage_hash, quote.readings_hash)
    reasons = reason_views(stored_reasons(quote.reasons), programme, language, timezone.get_current_timezone())
    before = programme_of_contract(quote.contract, at) if quote.contract is not None else None
    tiers = {line.tier for line in view.lines}
    changes = told_changes(before, programme, language, tiers) if before is not None else ()
    return ShownQuote(
        quote=quote,
        view=view,
        state=STATES[view.state],
        lines=tuple(_line(line, programme, quote.currency, language) for line in view.lines),
        total=money_text(view.total.amount, quote.currency, language) if view.total else "",
        reasons=tuple(sorted(reasons, key=lambda one: ("bad", "warn", "info", "good").index(one.tone))),
        programme=programme,
        events=_events(view, language),
        changes=changes,
        is_newer=before is not None and before.terms_hash != programme.terms_hash,
    )


def _line(line: QuoteLine, programme: Programme, currency: str, language: str) -> ShownLine:
    total = line_total(line.quantity, line.price)
    return ShownLine(
        line=line,
        tier=tier_view(programme, line.tier),
        scopes=", ".join(
            in_language(programme.scopes[scope].name, language) for scope in line.scopes if scope in programme.scopes
        ),
        price="" if line.price is None else money_text(line.price, currency, language),
        total="" if total is None else money_text(total, currency, language),
    )


def _events(view: QuoteView, language: str) -> tuple[EventView, ...]:
    quote, sending, answer = view.quote, view.sending, view.answer
    known = (quote.made_by, sending.sent_by if sending else None, answer.answered_by if answer else None)
    ids = [one for one in known if one is not None]
    names: dict[UUID | None, str] = dict(User.objects.filter(id__in=ids).values_list("id", "name"))
    made = EventView(quote.made_at, _("made the quote"), names.get(quote.made_by, ""))
    events = [made]
    if sending is not None:
        events.append(EventView(sending.sent_at, _("sent it to the customer"), names.get(sending.sent_by, "")))
    if answer is not None:
        reason = name_of("contract_reason", answer.reason) if answer.reason else ""
        events.append(
            EventView(
                answer.answered_at,
                _WHAT[answer.answer],
                names.get(answer.answered_by, ""),
                body=answer.note,
                note=reason,
                language=language if not answer.note else "",
            )
        )
    return tuple(events)
