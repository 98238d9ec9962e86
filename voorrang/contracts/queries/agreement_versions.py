"""The versions of an agreement with all that they say, and what holds beside one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from voorrang.contracts.models import (
    AgreedContact,
    AgreedExclusion,
    AgreedRate,
    Agreement,
    AgreementEnding,
    AgreementSignature,
    Promise,
)
from voorrang.contracts.queries.agreements import agreements
from voorrang.rules.agreements import AgreementState, Held, state_of


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One version with its words, its signatures, and how it stands."""

    agreement: Agreement
    state: AgreementState
    promises: tuple[Promise, ...]
    exclusions: tuple[AgreedExclusion, ...]
    rates: tuple[AgreedRate, ...]
    contacts: tuple[AgreedContact, ...]
    signatures: dict[str, AgreementSignature]
    ending: AgreementEnding | None


def all_agreements(*, shown_to_customer: bool = False) -> Any:
    """Return every version, the newest first. A customer sees what the vendor has signed, or what was signed on paper."""
    found = Agreement.objects.order_by("-starts_at", "-id")
    if shown_to_customer:
        offered = AgreementSignature.objects.filter(side=AgreementSignature.Side.VENDOR).values("agreement_id")
        found = found.filter(Q(id__in=offered) | ~Q(signed_at=None))
    return found


def agreement_version(number: str, version: int, *, shown_to_customer: bool = False) -> Agreement:
    """Return one version. Raises `Agreement.DoesNotExist`."""
    found: Agreement = all_agreements(shown_to_customer=shown_to_customer).get(
        number=number.replace("\0", "").strip().upper(), version=version
    )
    return found


def agreement_views(rows: Iterable[Agreement], at: datetime) -> list[AgreementView]:
    """Return versions with all that they say, in six queries."""
    found = list(rows)
    ids = [one.id for one in found]
    order = {
        Promise: ("kind", "impact", "country", "seconds", "id"),
        AgreedExclusion: ("id",),
        AgreedRate: ("kind", "country", "part", "id"),
        AgreedContact: ("side", "role", "name", "id"),
    }
    parts = {model: _by_agreement(model, ids, columns) for model, columns in order.items()}
    signed = _by_agreement(AgreementSignature, ids, ("side",))
    ended = {one.agreement_id: one for one in AgreementEnding.objects.filter(agreement_id__in=ids)}
    return [
        AgreementView(
            agreement=one,
            state=state_of(
                offered=any(each.side == AgreementSignature.Side.VENDOR for each in signed[one.id]),
                signed_at=one.signed_at,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                at=at,
            ),
            promises=tuple(parts[Promise][one.id]),
            exclusions=tuple(parts[AgreedExclusion][one.id]),
            rates=tuple(parts[AgreedRate][one.id]),
            contacts=tuple(parts[AgreedContact][one.id]),
            signatures={each.side: each for each in signed[one.id]},
            ending=ended.get(one.id),
        )
        for one in found
    ]


def held_beside(number: str, at: datetime) -> tuple[Held | None, list[Held]]:
    """Return the last signed version of an agreement, and the signed versions of others that are not over."""
    signed = Agreement.objects.exclude(signed_at=None)
    last = signed.filter(number=number).order_by("-version").first()
    others = signed.exclude(number=number).exclude(ends_at__lte=at)
    earlier = Held(str(last), last.starts_at, last.ends_at) if last else None
    return earlier, [Held(str(one), one.starts_at, one.ends_at) for one in others]


def agreed_rates(at: datetime) -> list[AgreedRate]:
    """Return the rates in force, the nearest first: those of a country before those for all."""
    rows = AgreedRate.objects.filter(agreement__in=agreements(at)).select_related("agreement")
    return sorted(rows, key=lambda one: (one.kind, not one.country, one.country, one.part, str(one.id)))


def agreed_discretion_roles(at: datetime) -> frozenset[str]:
    """Return the roles that the agreements in force leave the choice to; empty where none says so."""
    return frozenset(role for one in agreements(at) for role in one.discretion_roles)


def consenting_emails(at: datetime) -> frozenset[str]:
    """Return the mail addresses of the customer's people whom an agreement in force lets consent to costs."""
    rows = AgreedContact.objects.filter(
        agreement__in=agreements(at), side=AgreementSignature.Side.CUSTOMER, may_consent=True
    ).exclude(email="")
    return frozenset(one.email.lower() for one in rows)


def _by_agreement(model: Any, ids: list[UUID], columns: tuple[str, ...]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {id_: [] for id_ in ids}
    for row in model.objects.filter(agreement_id__in=ids).order_by(*columns):
        found[row.agreement_id].append(row)
    return found
