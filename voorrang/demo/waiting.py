"""Paper that waits for somebody: agreements, a cost, a request to erase, a hold; and a change that customers are told of."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from voorrang.accounts.models import Customer
from voorrang.accounts.queries import selected_customer
from voorrang.audit.actor import Actor
from voorrang.cases.models import Case
from voorrang.charges.actions.estimates import Line, make_estimate, send_estimate
from voorrang.contracts.actions.agreement_drafts import AgreementTerms, ContactTerms, RateTerms, draft_agreement
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.contracts.actions.agreements import PromiseTerms
from voorrang.contracts.models import Agreement, Promise
from voorrang.demo.charged import charged_case, known_laptops, lead_of, manager_of
from voorrang.demo.household import Household
from voorrang.demo.people import OPERATOR
from voorrang.editions.store import hashes_at, programme_at
from voorrang.editions.switching import switch_reading
from voorrang.lib.tenancy import customer_selected
from voorrang.notices.actions import approve_notice, ask, draft_notices, look_at
from voorrang.notices.models import Comparison, Notice
from voorrang.privacy.erasure import request_erasure
from voorrang.privacy.holds import place_hold
from voorrang.privacy.models import Hold
from voorrang.rules.programme import Programme

PROMISED, PLAIN = "ALMA", "GELD"
"""Whose manager offers a second version, and for whom a first one is only drafted."""
GRANTED = "monthly_reports"
"""What somebody gets more of once a contradiction is read otherwise, from a day on."""
SWITCHED_IN = timedelta(days=60)
_ASKED_BEFORE = timedelta(days=2)
_TOLD = "FJOR"
"""Who has been told of the change already; the others' notices wait."""


def lay_waiting(home: Household) -> None:
    """Lay what waits at one customer: the agreement to sign, the cost to consent to, whom to erase and what to keep."""
    if home.plan.code == PLAIN:
        _draft(home)
    manager = manager_of(home)
    if home.plan.code != PROMISED or manager is None:
        return
    _offer(home, manager)
    _estimate(home, manager)
    _keep_and_erase(home)


def lay_change(programme: str, customers: Iterable[Customer], by: Actor, anchor: datetime) -> None:
    """Switch a reading from a day to come on, look at everybody whom it touches, and draft what they are told.

    One notice is sent; the others wait for somebody to approve them.
    """
    at = anchor - _ASKED_BEFORE
    reading, choice = _in_favour(programme_at(programme, at))
    starts_at = anchor + SWITCHED_IN
    reason = "Asked for by customers who get the quarterly report: a short one each month costs us little."
    switch_reading(
        programme=programme,
        reading=reading,
        choice=choice,
        starts_on=starts_at.date(),
        reason=reason,
        by=by,
        at=at,
    )
    before, after = hashes_at(programme, at), hashes_at(programme, starts_at)
    comparison: Comparison = ask(programme=programme, before=before, after=after, starts_at=starts_at, by=by, at=at)
    for customer in customers:
        with customer_selected(customer.id):
            look_at(comparison=comparison, at=at)
    draft_notices(comparison=comparison, by=by, at=at + timedelta(minutes=20))
    for notice in Notice.objects.filter(comparison=comparison, customer__code=_TOLD).select_related("customer"):
        with customer_selected(notice.customer_id):
            approve_notice(notice=notice, by=by, at=at + timedelta(hours=1))


def _in_favour(programme: Programme) -> tuple[str, str]:
    """Return the reading, and the choice of it not taken so far, under which a tier includes `GRANTED`."""
    return next(
        (reading.id, choice.key)
        for reading in programme.readings.values()
        for choice in reading.choices.values()
        if reading.switchable and choice.key != reading.chosen
        for path, value in choice.changes
        if path.endswith(f"/{GRANTED}") and value == "included"
    )


def _draft(home: Household) -> None:
    """Rates that somebody has begun to write down: nobody has signed, so the customer does not see them."""
    rates = [RateTerms("labour", amount=Decimal(98), currency="EUR")]
    terms = AgreementTerms(starts_at=home.anchor + timedelta(days=30), rates=rates)
    draft_agreement(terms=terms, by=_operator(home), at=home.anchor - timedelta(days=1))


def _offer(home: Household, manager: Actor) -> None:
    """Offer the next version of what is in force: an update is promised too, and somebody may consent to costs."""
    held, lead = Agreement.objects.order_by("-version").first(), lead_of(home)
    if held is None or lead is None:
        return
    kept = [
        PromiseTerms(one.kind, one.seconds, one.impact, one.country, one.calendar_key)
        for one in Promise.objects.filter(agreement=held).order_by("id")
    ]
    update = PromiseTerms("update", 8 * 3600, calendar_key=kept[0].calendar_key if kept else "")
    terms = AgreementTerms(
        starts_at=home.anchor + timedelta(days=21),
        promises=[*kept, update],
        rates=[RateTerms("labour", amount=Decimal(105), currency="EUR")],
        contacts=[ContactTerms("customer", "Helpdesk lead", lead.contact.name, may_consent=True)],
    )
    at = home.anchor - timedelta(days=3)
    offered = draft_agreement(terms=terms, number=held.number, by=manager, at=at)
    sign_side(agreement=offered, revision=offered.revision, by=manager, at=at + timedelta(hours=1))


def _estimate(home: Household, manager: Actor) -> None:
    """What a diagnosis would cost that the helpdesk did not make itself (D.5); the customer has not answered."""
    lead = lead_of(home)
    unit = next(known_laptops(home), None)
    if lead is None or unit is None:
        return
    case = charged_case(unit, lead, manager, home.laid_at - timedelta(hours=4))
    at = case.opened_at + timedelta(minutes=25)
    estimate = make_estimate(
        case=case,
        lines=[Line("labour", "Remote diagnosis", Decimal("1.5"), price=Decimal(110), reason="Our list price.")],
        currency="EUR",
        language="en",
        text="We diagnose the restarts from afar.",
        valid_until=at + timedelta(days=14),
        by=manager,
        at=at,
    )
    send_estimate(estimate=estimate, by=manager, at=at)


def _keep_and_erase(home: Household) -> None:
    """An employee asks to be erased, and a court asks to keep one closed case."""
    by, at = _operator(home), home.anchor - timedelta(days=1)
    if home.caller is not None:
        request_erasure(contact=home.caller, reason="Has left the company, and asked by letter.", by=by, at=at)
    closed = Case.objects.exclude(contact=home.caller).order_by("opened_at").first()
    if closed is not None:
        place_hold(
            customer=selected_customer(),
            subject_kind=Hold.Subject.CASE,
            subject_id=closed.id,
            reason="The insurer asks for what was said about the fire on the ward.",
            by=by,
            at=at,
        )


def _operator(home: Household) -> Actor:
    return home.colleague(OPERATOR, "operator")
