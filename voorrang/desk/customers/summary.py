"""A customer on one page: what it has, what is open, what falls short."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer
from voorrang.cases.models import QueueRow
from voorrang.cases.queries import QueueFilters, filtered, queue_counts
from voorrang.contracts.models import Assessment, Contract, ContractScope
from voorrang.contracts.queries import activation_of, contracts, newest_assessments, programme_of_contract, scopes_of
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.desk.door import in_language, language_of
from voorrang.installed_base.queries import cover_summary
from voorrang.ui.case_page import tier_view
from voorrang.ui.explain import reason_views
from voorrang.ui.shapes import ReasonView, Stat, TierView, Tone
from voorrang.ui.wording import number_text, percent_text


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One scope of a contract with its verdict on the size of the fleet."""

    scope: ContractScope
    name: str
    tier: TierView | None
    state: str
    """`running`, `coming`, `ended` or `waiting` (for its activation)."""
    verdict: Assessment | None
    reasons: tuple[ReasonView, ...]
    shortfall: int
    """How many devices are missing on the nearest way; 0 when the minimum is reached."""


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract of the customer."""

    contract: Contract
    edition: str
    activated_at: datetime | None
    scopes: tuple[ScopeLine, ...]


def contract_lines(request: Any, at: datetime) -> list[ContractLine]:
    """Return the contracts of the opened customer, the newest first."""
    verdicts = newest_assessments(at)
    return [contract_line(request, contract, verdicts, at) for contract in contracts(at)]


def contract_line(
    request: Any, contract: Contract, verdicts: dict[ContractScope, Assessment], at: datetime
) -> ContractLine:
    """Return one contract with its scopes, told by the terms that it bought (Q.19)."""
    language = language_of(request)
    programme = programme_of_contract(contract, at)
    activation = activation_of(contract)
    lines = []
    for scope in scopes_of(contract):
        verdict = verdicts.get(scope)
        name = programme.scopes[scope.scope].name if scope.scope in programme.scopes else {"en": scope.scope}
        reasons = (
            reason_views(stored_reasons(verdict.reasons), programme, language, timezone.get_current_timezone())
            if verdict
            else ()
        )
        lines.append(
            ScopeLine(
                scope=scope,
                name=in_language(name, language),
                tier=tier_view(programme, scope.tier),
                state=_state(scope, activation is not None or programme.contract_starts == "purchase", at),
                verdict=verdict,
                reasons=reasons,
                shortfall=_shortfall(verdict),
            )
        )
    return ContractLine(contract, programme.edition, activation.activated_at if activation else None, tuple(lines))


def stats(request: Any, customer: Customer, lines: Iterable[ContractLine], at: datetime) -> list[Stat]:
    """Return the figures at the top of a customer's page."""
    language = language_of(request)
    fleet = cover_summary(at)
    counts = queue_counts(QueueFilters(customer=customer.id), at=at, user_id=None)
    short = [scope for line in lines for scope in line.scopes if scope.state == "running" and scope.shortfall]
    queue_url = f"{reverse('desk:queue')}?customer={customer.code}"
    tone: Tone = "bad" if counts.overdue.count else "info"
    return [
        Stat(
            _("Open cases"),
            number_text(counts.open.count, language),
            _("%(n)s overdue") % {"n": number_text(counts.overdue.count, language)},
            tone,
            queue_url,
        ),
        Stat(
            _("Devices"),
            number_text(fleet.total, language),
            _("%(share)s under cover") % {"share": percent_text(fleet.covered / fleet.total, language)}
            if fleet.total
            else _("no fleet imported yet"),
            url=f"{reverse('desk:device-search')}?customer={customer.code}",
        ),
        Stat(
            _("Cover ends soon"),
            number_text(fleet.ending, language),
            _("within 90 days"),
            url=f"{reverse('desk:device-search')}?customer={customer.code}&cover=ending",
        ),
        Stat(
            _("Minimum"),
            _("reached") if not short else _("missed"),
            _("in every scope in force")
            if not short
            else _("%(n)s devices short") % {"n": number_text(max(scope.shortfall for scope in short), language)},
            "bad" if short else "good",
        )
        if any(scope.verdict for line in lines for scope in line.scopes)
        else Stat(_("Minimum"), "–", _("nothing bought yet")),
    ]


def open_figures(customer_ids: Iterable[UUID], at: datetime) -> dict[UUID, dict[str, int]]:
    """Return open and overdue cases by customer, in one query."""
    rows = filtered(QueueFilters(customers=list(customer_ids)), at=at).order_by().values("customer_id")
    return {
        row["customer_id"]: {"open": row["open"], "overdue": row["overdue"]}
        for row in rows.annotate(open=Count("id"), overdue=Count("id", filter=Q(due_at__lt=at)))
    }


def newest_cases(customer: Customer, at: datetime, most: int = 6) -> list[QueueRow]:
    """Return the cases of a customer that are due next."""
    from voorrang.cases.queries import queue

    return queue(QueueFilters(customer=customer.id), at=at, size=most).rows


def _state(scope: ContractScope, may_run: bool, at: datetime) -> str:  # noqa: FBT001 -- read beside its only caller
    if scope.ends_at <= at:
        return "ended"
    if not may_run:
        return "waiting"
    return "running" if scope.starts_at <= at else "coming"


def _shortfall(verdict: Assessment | None) -> int:
    if verdict is None or verdict.qualifies:
        return 0
    return min((int(way["shortfall"]) for way in verdict.ways), default=0)
