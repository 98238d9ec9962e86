"""Drafting an agreement: a new one, or the next version of one that holds. Nothing holds before both sides have signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from voorrang.accounts.queries import selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions.agreements import PromiseTerms, add_promises, check_hours
from voorrang.contracts.models import (
    AgreedContact,
    AgreedExclusion,
    AgreedRate,
    Agreement,
    AgreementSignature,
    Promise,
)
from voorrang.contracts.numbers import numbered, take_sequence
from voorrang.contracts.queries.agreement_versions import held_beside
from voorrang.rules.agreements import Flaw, judge_period


@dataclass(frozen=True, slots=True)
class ExclusionTerms:
    """What is left out: kinds, countries and models, each empty for all, and why."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RateTerms:
    """A rate for labour (`amount` an hour), for material (`percent` on its cost) or for a part (`amount` a piece)."""

    kind: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    currency: str = ""
    country: str = ""
    part: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ContactTerms:
    """A person named in the agreement."""

    side: str
    role: str
    name: str
    phone: str = ""
    email: str = ""
    may_consent: bool = False


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """All that a version says. `ends_at` is exclusive, None for no end."""

    starts_at: datetime
    ends_at: datetime | None = None
    promises: Sequence[PromiseTerms] = ()
    exclusions: Sequence[ExclusionTerms] = ()
    rates: Sequence[RateTerms] = ()
    contacts: Sequence[ContactTerms] = ()
    discretion_roles: Sequence[str] = ()


class AgreementFlawed(ValueError):
    """The period does not fit what is signed already: `flaw` says why, and names what the cure needs."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw.code)


class ExclusionOfEverything(ValueError):
    """An exclusion without kind, country and model would leave everything out."""


class DraftWaits(RuntimeError):
    """A version of this agreement is not signed yet: `waiting` is it. Change it, or discard it."""

    def __init__(self, waiting: Agreement) -> None:
        self.waiting = waiting
        super().__init__(str(waiting))


class NoDraft(RuntimeError):
    """A side has signed, so the words stay as they are. A draft is changed; what was offered is discarded and made anew."""


def draft_agreement(*, terms: AgreementTerms, number: str = "", by: Actor, at: datetime) -> Agreement:
    """Draft an agreement, or with `number` its next version, and return it.

    Raises `AgreementFlawed`, `ExclusionOfEverything`, `DraftWaits`, and `SupportCalendar.DoesNotExist` for unknown hours.
    """
    _check(terms, number, at)
    customer = selected_customer()
    if number:
        waiting = Agreement.objects.filter(number=number, signed_at=None).first()
        if waiting is not None:
            raise DraftWaits(waiting)
        version = int(Agreement.objects.filter(number=number).aggregate(last=Max("version"))["last"] or 0) + 1
    else:
        number, version = numbered(customer, "A", take_sequence(customer)), 1
    try:
        with transaction.atomic():
            agreement: Agreement = Agreement.objects.create(
                customer=customer,
                number=number,
                version=version,
                starts_at=terms.starts_at,
                ends_at=terms.ends_at,
                discretion_roles=sorted(set(terms.discretion_roles)),
                made_at=at,
                made_by=by.id,
            )
    except IntegrityError as error:
        # Somebody drafted the same version in this moment.
        raise DraftWaits(Agreement.objects.get(number=number, version=version)) from error
    _write(agreement, terms)
    _record("agreement.drafted", agreement, by, at)
    return agreement


def change_draft(*, agreement: Agreement, terms: AgreementTerms, by: Actor, at: datetime) -> Agreement:
    """Put other words into a draft that nobody has signed. Raises `NoDraft` and what drafting raises."""
    _check(terms, agreement.number, at)
    held = _locked_draft(agreement)
    held.starts_at, held.ends_at = terms.starts_at, terms.ends_at
    held.discretion_roles = sorted(set(terms.discretion_roles))
    held.revision += 1
    held.save(update_fields=["starts_at", "ends_at", "discretion_roles", "revision"])
    _clear(held)
    _write(held, terms)
    _record("agreement.changed", held, by, at)
    return held


def discard_draft(*, agreement: Agreement, by: Actor, at: datetime) -> None:
    """Take back a version that does not hold yet: a draft, or an offer that the customer has not signed. Raises `NoDraft`."""
    held = _locked_draft(agreement, offered_too=True)
    _record("agreement.discarded", held, by, at)
    _clear(held)
    AgreementSignature.objects.filter(agreement=held).delete()
    held.delete()


def _check(terms: AgreementTerms, number: str, at: datetime) -> None:
    check_hours(terms.promises)
    if any(not (one.kinds or one.countries or one.products) for one in terms.exclusions):
        raise ExclusionOfEverything
    earlier, others = held_beside(number, at)
    flaw = judge_period(starts_at=terms.starts_at, ends_at=terms.ends_at, earlier=earlier, others=others, at=at)
    if flaw is not None:
        raise AgreementFlawed(flaw)


def _locked_draft(agreement: Agreement, *, offered_too: bool = False) -> Agreement:
    """Lock a version against signatures of this moment, and return it."""
    held: Agreement | None = Agreement.objects.select_for_update().filter(id=agreement.id, signed_at=None).first()
    if held is None or (not offered_too and AgreementSignature.objects.filter(agreement=held).exists()):
        raise NoDraft
    return held


def _write(agreement: Agreement, terms: AgreementTerms) -> None:
    own = {"customer_id": agreement.customer_id, "agreement": agreement}
    add_promises(agreement, terms.promises)
    AgreedExclusion.objects.bulk_create(
        AgreedExclusion(
            kinds=list(one.kinds),
            countries=list(one.countries),
            products=list(one.products),
            reason=one.reason,
            **own,
        )
        for one in terms.exclusions
    )
    AgreedRate.objects.bulk_create(
        AgreedRate(
            kind=one.kind,
            amount=one.amount,
            percent=one.percent,
            currency=one.currency,
            country=one.country,
            part=one.part,
            text=one.text,
            **own,
        )
        for one in terms.rates
    )
    AgreedContact.objects.bulk_create(
        AgreedContact(
            side=one.side,
            role=one.role,
            name=one.name,
            phone=one.phone,
            email=one.email,
            may_consent=one.may_consent,
            **own,
        )
        for one in terms.contacts
    )


def _clear(agreement: Agreement) -> None:
    for model in (Promise, AgreedExclusion, AgreedRate, AgreedContact):
        model.objects.filter(agreement=agreement).delete()


def _record(type_: str, agreement: Agreement, by: Actor, at: datetime) -> None:
    data = {"number": agreement.number, "version": agreement.version, "revision": agreement.revision}
    record(type_, subject_kind="agreement", subject_id=agreement.id, by=by, at=at, data=data)
