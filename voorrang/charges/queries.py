"""Estimates as they stand, with what was charged against them, and who may consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from voorrang.accounts.models import CustomerRole, User
from voorrang.cases.models import Case
from voorrang.charges.models import (
    ChargeLine,
    Consent,
    ConsentRule,
    CostEstimate,
    CostLine,
    CostRow,
    Settlement,
    Waiver,
)
from voorrang.contracts.queries.agreement_versions import consenting_emails
from voorrang.rules.charges import CostState, state_of, total_of


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of an estimate, and what was charged against it. `left` is what may still be charged."""

    line: CostLine
    charges: tuple[ChargeLine, ...]

    @property
    def charged(self) -> Decimal:
        """What was charged against it."""
        return total_of(one.amount for one in self.charges)

    @property
    def left(self) -> Decimal:
        """What may still be charged against it."""
        return self.line.amount - self.charged


@dataclass(frozen=True, slots=True)
class EstimateView:
    """One estimate with its lines, its answer, and how it stands."""

    estimate: CostEstimate
    state: CostState
    lines: tuple[LineView, ...]
    consent: Consent | None
    settlement: Settlement | None
    waivers: dict[UUID, Waiver]

    @property
    def total(self) -> Decimal:
        """The exact sum of the lines."""
        return total_of(one.line.amount for one in self.lines)

    @property
    def charged(self) -> Decimal:
        """What was charged, waived or not."""
        return total_of(one.charged for one in self.lines)


def estimates_of(case: Case, *, sent_only: bool = False) -> QuerySet[CostEstimate]:
    """Return the estimates of a case, the newest first; for a customer those that were sent."""
    found: QuerySet[CostEstimate] = CostEstimate.objects.filter(case=case).order_by("-made_at", "-id")
    return found.exclude(sent_at=None) if sent_only else found


def estimate_by_id(estimate_id: UUID, *, sent_only: bool = False) -> CostEstimate:
    """Return an estimate of the selected customer with its case. Raises `CostEstimate.DoesNotExist`."""
    found = CostEstimate.objects.select_related("case", "customer")
    estimate: CostEstimate = (found.exclude(sent_at=None) if sent_only else found).get(id=estimate_id)
    return estimate


def estimate_views(rows: Iterable[CostEstimate], at: datetime) -> list[EstimateView]:
    """Return estimates with all that belongs to them, in five queries."""
    found = list(rows)
    ids = [one.id for one in found]
    lines: dict[UUID, list[CostLine]] = {id_: [] for id_ in ids}
    for line in CostLine.objects.filter(estimate_id__in=ids).select_related("rate").order_by("id"):
        lines[line.estimate_id].append(line)
    charges: dict[UUID, list[ChargeLine]] = {}
    for charge in ChargeLine.objects.filter(line__estimate_id__in=ids).order_by("entered_at", "id"):
        charges.setdefault(charge.line_id, []).append(charge)
    consents = {one.estimate_id: one for one in Consent.objects.filter(estimate_id__in=ids)}
    settled = {one.estimate_id: one for one in Settlement.objects.filter(estimate_id__in=ids)}
    waivers = {one.charge_id: one for one in Waiver.objects.filter(charge__line__estimate_id__in=ids)}
    return [
        EstimateView(
            estimate=one,
            state=state_of(
                sent_at=one.sent_at,
                answer=consents[one.id].answer if one.id in consents else None,
                withdrawn=one.withdrawn_at is not None,
                settled=one.id in settled,
                valid_until=one.valid_until,
                at=at,
            ),
            lines=tuple(LineView(line, tuple(charges.get(line.id, ()))) for line in lines[one.id]),
            consent=consents.get(one.id),
            settlement=settled.get(one.id),
            waivers=waivers,
        )
        for one in found
    ]


def estimate_view(estimate: CostEstimate, at: datetime) -> EstimateView:
    """Return one estimate with all that belongs to it."""
    return estimate_views([estimate], at)[0]


def cost_rows(at: datetime, state: str = "") -> QuerySet[CostRow]:
    """Return the estimates of all customers, in one state; one that waits past its day has expired."""
    found = CostRow.objects.select_related("customer")
    open_ = Q(state__in=[CostRow.State.WAITING, CostRow.State.DRAFT])
    if state == "expired":
        return found.filter(open_, valid_until__lte=at)
    if state in {CostRow.State.WAITING, CostRow.State.DRAFT}:
        return found.filter(state=state, valid_until__gt=at)
    return found.filter(state=state) if state else found


def state_of_row(row: CostRow, at: datetime) -> str:
    """Return how an estimate of the list stands at `at`."""
    is_open = row.state in {CostRow.State.WAITING, CostRow.State.DRAFT}
    return "expired" if is_open and row.valid_until <= at else row.state


def engineers_may_consent() -> bool:
    """Return what the customer's lead has set."""
    return ConsentRule.objects.filter(engineers_may=True).exists()


def may_consent(user: User | None, roles: Iterable[Any], at: datetime) -> bool:
    """Say whether a person of the selected customer may consent to costs or refuse them."""
    held = set(roles)
    if CustomerRole.HELPDESK_LEAD in held:
        return True
    if CustomerRole.HELPDESK_ENGINEER in held and engineers_may_consent():
        return True
    return user is not None and user.email.lower() in consenting_emails(at)
