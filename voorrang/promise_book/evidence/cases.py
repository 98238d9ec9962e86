"""Evidence that cases leave: support asked for and given, by which way, in how many countries and languages."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from voorrang.accounts.models import Assignment, Call, StaffRole
from voorrang.accounts.queries import members
from voorrang.cases.models import Case, CaseEvent
from voorrang.entitlements.models import Decision
from voorrang.promise_book.registry import Asked, evidence_of
from voorrang.rules.promises import Evidence

_BY_PIN = '"pin":"verified"'
"""As the canonical facts of a decision say it."""
_ONLINE = ("portal", "api")
_TAKES_OVER = {
    "incident_management": (StaffRole.REMOTE_EXPERT, StaffRole.SUPPORT_MANAGER),
    "technical_escalation": (StaffRole.TECHNICAL_EXPERT,),
}
"""Whose taking over a case shows which feature."""


@evidence_of("global_support")
def support(asked: Asked) -> Evidence:
    """Every case counts."""
    return _told("cases", _cases(asked))


@evidence_of("global_consistency")
def consistency(asked: Asked) -> Evidence:
    """One experience in every country and language: in how many it was asked for."""
    found = _cases(asked)
    places = found.aggregate(countries=Count("country", distinct=True), languages=Count("language", distinct=True))
    return _told("places", found)._replace(facts=places)


@evidence_of("direct_access")
def direct_access(asked: Asked) -> Evidence:
    """Calls with a PIN: a decision each, whether a case was opened or not, and PINs that were checked for no claim."""
    calls = Decision.objects.filter(
        decided_at__gte=asked.starts_at, decided_at__lte=asked.at, facts__contains=_BY_PIN, supersedes=None
    )
    last = calls.order_by("-decided_at", "-id").values_list("id", "decided_at").first()
    case = Case.objects.filter(decision_id=last[0]).values_list("id", flat=True).first() if last else None
    link = ("case", str(case)) if case else None
    # What was decided on a call takes the place of "verified": such a call is counted by its decision.
    checked = Call.objects.filter(
        called_at__gte=asked.starts_at, called_at__lte=asked.at, outcome=Call.Outcome.VERIFIED
    ).aggregate(times=Count("id"), last=Max("called_at"))
    told = Evidence("calls", last[1] if last else None, calls.count() + checked["times"], link=link)
    if checked["last"] is not None and (told.last_at is None or checked["last"] > told.last_at):
        return told._replace(last_at=checked["last"], link=None)
    return told


@evidence_of("online_case_tools")
def online_tools(asked: Asked) -> Evidence:
    """Cases opened online, and the last log-in of the customer's people."""
    online = _cases(asked).filter(door__in=_ONLINE)
    told = _told("online", online)
    logged_in: datetime | None = members(asked.at).aggregate(last=Max("user__last_login"))["last"]
    if logged_in is not None and logged_in <= asked.at and (told.last_at is None or logged_in > told.last_at):
        return told._replace(last_at=logged_in, facts={"is_log_in": True}, link=None)
    return told


@evidence_of(*_TAKES_OVER)
def taken_over(asked: Asked) -> Evidence:
    """Cases that a person assigned to the customer took over: its expert or manager, or its technical expert."""
    roles = _TAKES_OVER[asked.feature.key]
    named = Assignment.objects.filter(customer_id=asked.customer_id, role__in=roles).values_list("user_id", flat=True)
    events = CaseEvent.objects.filter(
        type="case.assigned",
        at__gte=asked.starts_at,
        at__lte=asked.at,
        data__owner__in=[str(one) for one in set(named)],
    )
    last: Any = events.order_by("-at", "-id").values_list("case_id", "at").first()
    link = ("case", str(last[0])) if last else None
    return Evidence("taken_over", last[1] if last else None, events.count(), link=link)


def _cases(asked: Asked) -> QuerySet[Case]:
    found: QuerySet[Case] = Case.objects.filter(opened_at__gte=asked.starts_at, opened_at__lte=asked.at)
    return found


def _told(what: str, cases: QuerySet[Case]) -> Evidence:
    last = cases.order_by("-opened_at", "id").values_list("id", "opened_at").first()
    if last is None:
        return Evidence(what, None, 0)
    return Evidence(what, last[1], cases.count(), link=("case", str(last[0])))
