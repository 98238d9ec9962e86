"""Short ways to a decision, a promise, a case: for tests whose story begins after them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.cast import AT, PROGRAMME, Cast, Person, Staff
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.actions import open_case
from voorrang.cases.models import Case, Milestone, QueueRow
from voorrang.cases.subject import CaseDeviceRef, Subject
from voorrang.contracts.actions import PromiseTerms, sign_agreement, store_calendar
from voorrang.editions.store import programme_at
from voorrang.entitlements.models import Decision

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

OFFICE_HOURS = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}


def decided(
    one: Cast,
    *,
    outcome: str = "entitled",
    tier: str = "PA",
    serials: Sequence[str] = ("5CG1234ABC",),
    contact: Person | None = None,
    at: datetime = AT,
) -> Subject:
    """A recorded decision for the selected customer, without the facts that it would rest on."""
    programme = programme_at(PROGRAMME, at)
    decision = Decision.objects.create(
        customer=one.customer,
        decided_at=at,
        door="portal",
        outcome=outcome,
        facts="{}",
        facts_hash="",
        terms_hash=programme.terms_hash,
        coverage_hash=programme.coverage_hash,
        readings_hash=programme.readings_hash,
        answer="{}",
        hash="",
    )
    return Subject(
        decision_id=decision.id,
        outcome=outcome,
        programme=programme,
        country=one.site.country,
        tier=tier,
        scope="pc" if tier else "",
        zone=one.site.zone,
        devices=tuple(CaseDeviceRef(serial) for serial in serials),
        contact_id=(contact or one.engineer).contact.id,
        site_id=one.site.id,
        affiliate_id=one.affiliate.id,
    )


def opened(
    one: Cast,
    *,
    title: str = "The screen stays black",
    body: str = "",
    impact: str = "one_person",
    outcome: str = "entitled",
    tier: str = "PA",
    serials: Sequence[str] = ("5CG1234ABC",),
    contact: Person | None = None,
    by: Actor | None = None,
    at: datetime = AT,
) -> Case:
    """A case of the selected customer, opened by its engineer in the portal."""
    return open_case(
        recorded=decided(one, outcome=outcome, tier=tier, serials=serials, contact=contact, at=at),
        title=title,
        body=body,
        impact=impact,
        language=one.customer.language,
        door="portal",
        by=by or (contact or one.engineer).actor,
        at=at,
    )


def promised(kind: str, hours: float, *, calendar: str = "", zone: str = "Europe/Amsterdam", at: datetime = AT) -> None:
    """The selected customer has an agreement that promises `kind` within `hours`; `calendar` counts office hours only."""
    if calendar:
        store_calendar(key=calendar, zone=zone, weekly=OFFICE_HOURS, by=SYSTEM, at=at)
    promise = PromiseTerms(kind=kind, seconds=int(hours * 3600), calendar_key=calendar)
    sign_agreement(number=f"AGR-{kind}", starts_at=at - 100 * DAY, promises=[promise], by=SYSTEM, at=at)


def clock_of(case: Case, kind: str, basis: str = "promise") -> Milestone:
    """The newest clock of a kind."""
    found: Milestone = Milestone.objects.filter(case=case, kind=kind, basis=basis).order_by("-from_sequence")[0]
    return found


def row_of(case: Case) -> QueueRow:
    """The case's row in the queue."""
    return QueueRow.objects.get(id=case.id)


def agent_of(staff: Staff) -> dict[str, object]:
    """`**agent_of(cast.agent)`: by whom."""
    return {"by": staff.actor}
