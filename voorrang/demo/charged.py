"""What both sides agreed in a second version, and what work outside the contract costs: one waits, one is settled, one refused."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from voorrang.accounts.models import CustomerRole, User
from voorrang.audit.actor import Actor
from voorrang.cases.actions import open_case, resolve
from voorrang.cases.models import Case
from voorrang.charges.actions.answering import consent, refuse
from voorrang.charges.actions.charging import enter_charge, settle
from voorrang.charges.actions.estimates import Line, make_estimate, send_estimate
from voorrang.charges.models import CostEstimate
from voorrang.charges.queries import estimate_view
from voorrang.contracts.actions.agreement_drafts import (
    AgreementTerms,
    ContactTerms,
    ExclusionTerms,
    RateTerms,
    draft_agreement,
)
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.contracts.actions.agreements import PromiseTerms
from voorrang.contracts.models import Agreement, Promise
from voorrang.contracts.queries.agreement_versions import agreed_rates
from voorrang.demo.fleets import Unit, is_known
from voorrang.demo.household import Household, Person
from voorrang.demo.people import STAFF
from voorrang.entitlements.actions import choose, decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.queries import decision_by_id

WHOSE = "KITA"
_MAY = ("support_manager", "remote_expert")
SIGNED_BEFORE = timedelta(days=120)
_ANSWERS = ("", "consented", "refused")


def lay_agreement(home: Household) -> None:
    """Let one customer sign a second version: the same times, and now exclusions, rates and named people."""
    lead, manager = lead_of(home), manager_of(home)
    first = Agreement.objects.order_by("-version").first()
    if home.plan.code != WHOSE or lead is None or manager is None or first is None:
        return
    at = home.anchor - SIGNED_BEFORE
    promises = [
        PromiseTerms(one.kind, one.seconds, one.impact, one.country, one.calendar_key)
        for one in Promise.objects.filter(agreement=first).order_by("id")
    ]
    terms = AgreementTerms(
        starts_at=at,
        promises=promises,
        exclusions=[ExclusionTerms(kinds=("retail_pos",), countries=("TH",), reason="Tills are looked after locally")],
        rates=[
            RateTerms("labour", amount=Decimal(14_800), currency="JPY"),
            RateTerms("labour", amount=Decimal(12_500), currency="JPY", country="TH"),
            RateTerms("material", percent=Decimal("12.5"), currency="JPY"),
        ],
        contacts=[
            ContactTerms("vendor", "Escalations", home.staff[_manager_name(home)].name, "+31 20 555 0142"),
            ContactTerms("customer", "Helpdesk lead", lead.contact.name, email=lead.contact.email, may_consent=True),
        ],
        discretion_roles=["remote_expert", "support_manager"],
    )
    drafted = draft_agreement(terms=terms, number=first.number, by=manager, at=at)
    for by in (manager, lead.actor):
        sign_side(agreement=drafted, revision=drafted.revision, by=by, at=at)


def lay_charged(home: Household) -> None:
    """Lay three cases for which the manager chose to charge, each with its estimate."""
    lead, manager = lead_of(home), manager_of(home)
    if home.plan.code != WHOSE or lead is None or manager is None:
        return
    for place, (unit, answer) in enumerate(zip(known_laptops(home), _ANSWERS, strict=False)):
        case = charged_case(unit, lead, manager, home.laid_at - timedelta(hours=7 - 2 * place))
        _cost(case, answer, lead, manager)


def known_laptops(home: Household) -> Iterator[Unit]:
    """Return the laptops under cover that were in the fleet by the anchor."""
    day = home.anchor.date()
    known = (unit for unit in home.units if unit.model.kind == "laptop" and unit.is_covered(day))
    return (unit for unit in known if is_known(unit, home.anchor, home.anchor))


def charged_case(unit: Unit, lead: Person, manager: Actor, at: datetime) -> Case:
    """Open a case whose helpdesk has not diagnosed: the manager chose to charge for it (D.5)."""
    claim = Claim(contact=lead.contact, devices=(unit.serial,), language="en")
    asked = decide_request(claim=claim, door="portal", by=lead.actor, at=at)
    made = choose(
        decision=decision_by_id(asked.decision_id),
        choice="charge",
        reason="The helpdesk asks us to diagnose on its behalf.",
        by=manager,
        at=at,
    )
    return open_case(
        recorded=made,
        title="Please find out why it restarts",
        impact="one_person",
        language="en",
        door="portal",
        by=lead.actor,
        at=at,
    )


def manager_of(home: Household) -> Actor | None:
    """Return somebody of the vendor's who may choose for this customer."""
    name = _manager_name(home)
    role = next((one.role for one in STAFF if one.name == name), "")
    return home.colleague(name, role) if name else None


def _cost(case: Case, answer: str, lead: Person, manager: Actor) -> None:
    at = case.opened_at + timedelta(minutes=20)
    rates = {one.kind: one for one in agreed_rates(at) if not one.country}
    estimate = make_estimate(
        case=case,
        lines=[
            Line("labour", "Remote diagnosis", Decimal("2.5"), rate=rates["labour"]),
            Line("material", "Memory module", Decimal(1), rate=rates["material"], price=Decimal(9_600)),
        ],
        currency="JPY",
        language="en",
        text="We diagnose the restarts from afar, and change the memory if it is the cause.",
        valid_until=at + timedelta(days=14),
        by=manager,
        at=at,
    )
    send_estimate(estimate=estimate, by=manager, at=at)
    if not answer:
        return
    user = User.objects.get(id=str(lead.actor.id))
    roles = [CustomerRole.HELPDESK_LEAD]
    at += timedelta(minutes=15)
    if answer == "refused":
        reason = "We will look ourselves first."
        refuse(estimate=estimate, reason=reason, user=user, roles=roles, by=lead.actor, at=at)
        return
    total = estimate_view(CostEstimate.objects.get(id=estimate.id), at).total
    consent(estimate=estimate, amount=total, user=user, roles=roles, by=lead.actor, at=at)
    at += timedelta(minutes=40)
    for line in estimate_view(estimate, at).lines:
        enter_charge(line=line.line, quantity=line.line.quantity, by=manager, at=at)
    charges = [charge for line in estimate_view(estimate, at).lines for charge in line.charges]
    settle(estimate=estimate, waived={charges[-1].id: "The module came from the spare shelf."}, by=manager, at=at)
    resolve(case=case, text="The memory was loose. It is firm now, and tested.", language="en", by=manager, at=at)


def lead_of(home: Household) -> Person | None:
    """Return who leads the customer's helpdesk."""
    return next((one for one in home.helpdesk if one.actor.role == CustomerRole.HELPDESK_LEAD), None)


def _manager_name(home: Household) -> str:
    fitting = (one.name for one in STAFF if one.role in _MAY and home.plan.code in one.customers)
    return next(fitting, "")
