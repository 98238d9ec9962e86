"""Looking for decisions that would come out differently now, and keeping the proposals in step with what is known."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.entitlements.models import Decision, Redress, RedressAnswer, RedressRow
from voorrang.entitlements.origins import changes_of
from voorrang.entitlements.recheck import Rechecked, Unclear, decide_again
from voorrang.rules import wire
from voorrang.rules.outcomes import OUTCOMES
from voorrang.rules.redress import compare, credit_for

AT_ONCE = 500
"""Decisions in memory at a time."""

_REF = re.compile(r'"ref":"([^"]+)"')


@dataclass(slots=True)
class Finding:
    """What a recheck did. `wronged` and `generous` count what stands open of the decisions looked at, `new` what was new."""

    checked: int = 0
    wronged: int = 0
    generous: int = 0
    new: list[UUID] = field(default_factory=list)
    closed: list[UUID] = field(default_factory=list)
    unclear: Unclear = field(default_factory=Unclear)


def standing_decisions(since: datetime | None = None, until: datetime | None = None) -> QuerySet[Decision]:
    """Return the decisions that stand (no other took their place), made within [since, until) if given."""
    successor = Decision.objects.filter(customer_id=OuterRef("customer_id"), supersedes_id=OuterRef("id"))
    found: QuerySet[Decision] = Decision.objects.filter(~Exists(successor))
    if since is not None:
        found = found.filter(decided_at__gte=since)
    return found.filter(decided_at__lt=until) if until is not None else found


def naming(decisions: QuerySet[Decision], serials: Collection[str]) -> Iterator[UUID]:
    """Return the ids of those decisions whose facts name one of these serials, read in pieces."""
    for id_, facts in decisions.values_list("id", "facts").iterator(chunk_size=2000):
        if any(ref in serials for ref in _REF.findall(facts)):
            yield id_


def find_redress(*, decisions: QuerySet[Decision], by: Actor, at: datetime) -> Finding:
    """Decide these decisions again, batch by batch, and propose redress for those that would differ.

    One proposal a decision: a second run changes nothing. What an open proposal rests on may fall away; then it closes.
    What a person has answered stays, unless the claim was wronged even more than was known then.
    """
    _one_at_a_time()
    finding = Finding()
    last: UUID | None = None
    while True:
        rows = decisions.order_by("id")
        some = list((rows.filter(id__gt=last) if last else rows)[:AT_ONCE])
        if not some:
            return finding
        last = some[-1].id
        finding.checked += len(some)
        open_ones = {
            one.decision_id: one
            for one in Redress.objects.filter(decision_id__in=[row.id for row in some], closed_at=None)
        }
        answered = set(
            RedressAnswer.objects.filter(redress_id__in=[one.id for one in open_ones.values()]).values_list(
                "redress_id", flat=True
            )
        )
        for one in decide_again(some, at=at, unclear=finding.unclear):
            known = open_ones.get(one.decision.id)
            _settle(one, known, is_answered=known is not None and known.id in answered, finding=finding, by=by, at=at)


def _settle(
    one: Rechecked, known: Redress | None, *, is_answered: bool, finding: Finding, by: Actor, at: datetime
) -> None:
    verdict = compare(one.was, one.answer)
    if verdict == "same":
        if known is not None and not is_answered:
            _close(known, "reverted", by, at)
            finding.closed.append(known.id)
        return
    finding.wronged += verdict == "wronged"
    finding.generous += verdict == "generous"
    if known is not None and is_answered:
        if OUTCOMES.index(one.answer.outcome) <= _place(known.outcome_now) or verdict != "wronged":
            return
        _close(known, "outdone", by, at)
        known = None
    values = _values(one, verdict)
    if known is None:
        redress = Redress.objects.create(
            customer_id=one.decision.customer_id, decision=one.decision, found_at=at, **values
        )
        _row(redress, one).save(force_insert=True)
        finding.new.append(redress.id)
        data = {"verdict": verdict, "was": redress.outcome_was, "now": redress.outcome_now}
        record("redress.found", subject_kind="redress", subject_id=redress.id, by=by, at=at, data=data)
    elif any(getattr(known, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(known, name, value)
        known.save()
        _row(known, one).save(force_update=True)


def _values(one: Rechecked, verdict: str) -> dict[str, Any]:
    credit = credit_for(one.was, one.answer, one.programme)
    terms, coverage, readings = one.programme.identity
    return {
        "verdict": verdict,
        "outcome_was": one.decision.outcome,
        "outcome_now": one.answer.outcome,
        "changes": changes_of(one),
        "facts": wire.canonical(wire.facts_to_json(one.facts)),
        "answer": wire.canonical(wire.decision_to_json(one.answer)),
        "terms_hash": terms,
        "coverage_hash": coverage,
        "readings_hash": readings,
        "credit_amount": credit.amount if credit else None,
        "currency": credit.currency if credit else "",
        "credit_source": credit.source if credit else "",
    }


def _row(redress: Redress, one: Rechecked) -> RedressRow:
    return RedressRow(
        id=redress.id,
        customer_id=redress.customer_id,
        decision_id=redress.decision_id,
        verdict=redress.verdict,
        state=RedressRow.State.WAITING,
        outcome_was=redress.outcome_was,
        outcome_now=redress.outcome_now,
        serials=[device.ref for device in one.facts_was.devices],
        decided_at=one.decision.decided_at,
        found_at=redress.found_at,
        credit_amount=redress.credit_amount,
        currency=redress.currency,
    )


def _close(redress: Redress, because: str, by: Actor, at: datetime) -> None:
    Redress.objects.filter(id=redress.id).update(closed_at=at, closed_because=because)
    if because == "reverted":
        RedressRow.objects.filter(id=redress.id).update(state=RedressRow.State.CLOSED)
    data = {"because": because}
    record("redress.closed", subject_kind="redress", subject_id=redress.id, by=by, at=at, data=data)


def _place(outcome: str) -> int:
    return [str(one) for one in OUTCOMES].index(outcome)


def _one_at_a_time() -> None:
    """Two rechecks of one customer would find the same twice: the second waits for the first one's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"redress/{selected_id()}"])
