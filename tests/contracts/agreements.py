"""An agreement as tests draft and sign it, with a promise, what is left out, rates and named people."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.cast import AT, Cast, StandingCast, serving
from voorrang.contracts.actions.agreement_drafts import (
    AgreementTerms,
    ContactTerms,
    ExclusionTerms,
    RateTerms,
    draft_agreement,
)
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.contracts.actions.agreements import PromiseTerms
from voorrang.contracts.models import Agreement

HOUR = 3600
LABOUR = RateTerms("labour", amount=Decimal("95.00"), currency="EUR")
MATERIAL = RateTerms("material", percent=Decimal("12.5"), currency="EUR")
NO_LAPTOPS = ExclusionTerms(kinds=("laptop",), reason="Laptops are swapped, not repaired.")
AFTER_START = timedelta(minutes=1)


def terms(*, starts_at: datetime = AT, hours: int = 4, **changes: Any) -> AgreementTerms:
    said = {
        "promises": (PromiseTerms("response", hours * HOUR),),
        "rates": (LABOUR, MATERIAL),
        "contacts": (ContactTerms("vendor", "Service desk", "Mara Manager", "+31 20 555 0100"),),
    }
    return AgreementTerms(starts_at=starts_at, **(said | changes))


def drafted(cast: StandingCast, one: Cast, number: str = "", at: datetime = AT, **said: Any) -> Agreement:
    with serving(one):
        return draft_agreement(terms=terms(**said), number=number, by=cast.sales.actor, at=at)


def signed(cast: StandingCast, one: Cast, number: str = "", at: datetime = AT, **said: Any) -> Agreement:
    """Draft it, and let both sides sign at `at`."""
    agreement = drafted(cast, one, number, at, **said)
    with serving(one):
        for by in (cast.sales.actor, one.lead.actor):
            sign_side(agreement=agreement, revision=agreement.revision, by=by, at=at)
        agreement.refresh_from_db()
    return agreement
