"""Who has a case, and how it ends."""

from datetime import datetime, timedelta

from voorrang.accounts.models import User
from voorrang.audit.actor import Actor
from voorrang.cases.change import Change, changing
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.refusals import ActOfOtherSide, ReopenTooLate
from voorrang.cases.status import Act
from voorrang.cases.texts import checked_body, checked_optional
from voorrang.editions.store import programme_of
from voorrang.entitlements.models import Decision


def take(*, case: Case, by: Actor, at: datetime, expected_version: int | None = None) -> CaseEvent:
    """Make the acting person the owner."""
    if by.kind != "user" or by.id is None:
        raise ActOfOtherSide(case.number)
    owner = User.objects.get(id=by.id)
    return assign_owner(case=case, owner=owner, by=by, at=at, expected_version=expected_version)


def assign_owner(
    *, case: Case, owner: User | None, by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Hand the case to a person of the vendor, or with None back to the queue. The customer does not see it."""
    with changing(case, Act.ASSIGN, by=by, at=at, expected_version=expected_version) as change:
        former = change.standing.owner_id
        data = {"owner": str(owner.id) if owner else None, "from": str(former) if former else None}
        return change.append("case.assigned", internal=True, data=data)


def resolve(
    *, case: Case, text: str, language: str = "", by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Say how the trouble was solved; the customer closes the case, or reopens it."""
    words = checked_body(text)
    with changing(case, Act.RESOLVE, by=by, at=at, expected_version=expected_version) as change:
        return change.append("case.resolved", text=words, language=language)


def close(
    *, case: Case, text: str = "", language: str = "", by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Close a resolved case. The customer may also close one that is not: it is withdrawn, and its clocks stand still."""
    words = checked_optional(text)
    with changing(case, Act.CLOSE, by=by, at=at, expected_version=expected_version) as change:
        withdrawn = change.standing.status != "resolved"
        return change.append("case.closed", text=words, language=language, data={"withdrawn": withdrawn})


def reopen(
    *, case: Case, text: str, language: str = "", by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Open a resolved or closed case again; its clocks run on. Raises `ReopenTooLate` after the programme's days."""
    words = checked_body(text)
    with changing(case, Act.REOPEN, by=by, at=at, expected_version=expected_version) as change:
        _check_in_time(change, at)
        return change.append("case.reopened", text=words, language=language)


def _check_in_time(change: Change, at: datetime) -> None:
    closed_at = change.standing.closed_at
    if closed_at is None:
        return
    decision = Decision.objects.get(id=change.case.decision_id)
    programme = programme_of(decision.terms_hash, decision.coverage_hash, decision.readings_hash)
    try:
        days = programme.assumption("case_rules").value["reopen_days"]
    except KeyError:
        return
    if at > closed_at + timedelta(days=days):
        raise ReopenTooLate(change.case.number)
