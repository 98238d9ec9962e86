"""Do the stored decisions still follow from their stored facts and editions? Everything is read anew; nothing is trusted.

Four questions to each decision: are its facts the ones that were hashed, is each part of its edition the one that was
hashed, is its row whole, and does deciding again give the same answer?
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from voorrang.accounts.models import Customer
from voorrang.editions.build import build_programme
from voorrang.editions.canonical import content_hash
from voorrang.editions.diff import diff
from voorrang.editions.findings import ProgrammeInvalid
from voorrang.editions.loader import read_folder
from voorrang.editions.models import Edition
from voorrang.entitlements.models import Decision
from voorrang.entitlements.recording import text_hash, whole_hash
from voorrang.lib.tenancy import customer_selected
from voorrang.rules import wire
from voorrang.rules.decision import decide
from voorrang.rules.programme import Programme

AT_ONCE = 1000


@dataclass(slots=True)
class Difference:
    """What is wrong with one decision.

    `what` holds some of: `facts changed`, `facts unreadable`, `edition changed: <part>`, `edition missing: <part>`,
    `edition unreadable`, `row changed`, `answer differs`. `editions` names the values of a changed edition by path, as far
    as the programme's folder still has the original; `outcome` is [stored, decided again] and `reasons` the codes that
    stand in one answer only, where the answers differ.
    """

    decision_id: UUID
    customer: str
    decided_at: datetime
    what: list[str] = field(default_factory=list)
    editions: list[dict[str, Any]] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The difference as plain values."""
        return {
            "id": str(self.decision_id),
            "customer": self.customer,
            "decided_at": self.decided_at.isoformat(),
            "what": self.what,
            "editions": self.editions,
            "outcome": self.outcome,
            "reasons": self.reasons,
        }


def replay_all(since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
    """Replay the decisions of all customers, made within [since, until) if given, and return the report.

    `{"checked": n, "different": [...]}`, each difference as `Difference.as_json`. Opens a transaction for each customer;
    writes nothing.
    """
    editions = _Editions()
    checked, different = 0, []
    for customer in Customer.objects.order_by("code"):
        with transaction.atomic(), customer_selected(customer.id):
            for decision in _decisions(since, until):
                checked += 1
                found = _replay(decision, customer.code, editions)
                if found.what:
                    different.append(found.as_json())
    return {"checked": checked, "different": different}


def replay_one(decision: Decision) -> Difference:
    """Replay one decision of the selected customer and say what is wrong with it; `what` is empty when nothing is."""
    code = Customer.objects.values_list("code", flat=True).get(id=decision.customer_id)
    return _replay(decision, code, _Editions())


def _decisions(since: datetime | None, until: datetime | None) -> Iterator[Decision]:
    found = Decision.objects.order_by("id")
    if since is not None:
        found = found.filter(decided_at__gte=since)
    if until is not None:
        found = found.filter(decided_at__lt=until)
    return iter(found.iterator(chunk_size=AT_ONCE))


def _replay(decision: Decision, customer: str, editions: "_Editions") -> Difference:
    found = Difference(decision.id, customer, decision.decided_at)
    if text_hash(decision.facts) != decision.facts_hash:
        found.what.append("facts changed")
    hashes = (decision.terms_hash, decision.coverage_hash, decision.readings_hash)
    for part, one in zip(Edition.Part.values, hashes, strict=True):
        state = editions.state(part, one)
        if state is not None:
            found.what.append(state["what"])
            found.editions.append(state)
    # The hash covers facts too: where they changed it must differ, and says nothing more.
    if not found.what and whole_hash(decision) != decision.hash:
        found.what.append("row changed")
    _decide_again(decision, editions.programme(*hashes), found)
    return found


def _decide_again(decision: Decision, programme: Programme | None, found: Difference) -> None:
    if programme is None:
        found.what.append("edition unreadable")
        return
    try:
        facts = wire.facts_from_json(json.loads(decision.facts))
        stored = json.loads(decision.answer)
        again = wire.decision_to_json(decide(facts, programme))
    except (ValueError, LookupError, TypeError):  # whatever a changed value can break
        found.what.append("facts unreadable")
        return
    if wire.canonical(again) == decision.answer and again["outcome"] == decision.outcome:
        return
    found.what.append("answer differs")
    found.outcome = [decision.outcome, again["outcome"]]
    found.reasons = sorted(_codes(stored) ^ _codes(again))


def _codes(answer: Mapping[str, Any]) -> set[str]:
    return {reason["code"] for reason in answer.get("reasons", ())}


class _Editions:
    """The stored parts of editions, read once each, checked against their hash."""

    def __init__(self) -> None:
        self._rows: dict[str, Edition | None] = {}
        self._states: dict[str, dict[str, Any] | None] = {}
        self._programmes: dict[tuple[str, str, str], Programme | None] = {}
        self._originals: dict[str, dict[str, dict[str, Any]]] = {}

    def state(self, part: str, digest: str) -> dict[str, Any] | None:
        """Return None for a part that is whole, else what is wrong with it."""
        if digest not in self._states:
            self._states[digest] = self._judge(part, self._row(digest), digest)
        return self._states[digest]

    def programme(self, terms: str, coverage: str, readings: str) -> Programme | None:
        """Return the programme as it is stored now, changed or not; None when it can no longer be built."""
        key = (terms, coverage, readings)
        if key not in self._programmes:
            self._programmes[key] = self._build(key)
        return self._programmes[key]

    def _row(self, digest: str) -> Edition | None:
        if digest not in self._rows:
            self._rows[digest] = Edition.objects.filter(hash=digest).first()
        return self._rows[digest]

    def _judge(self, part: str, row: Edition | None, digest: str) -> dict[str, Any] | None:
        if row is None:
            return {"what": f"edition missing: {part}", "hash": digest, "label": "", "paths": []}
        if text_hash(row.body) == digest:
            return None
        return {"what": f"edition changed: {part}", "hash": digest, "label": row.label, "paths": self._paths(row)}

    def _paths(self, row: Edition) -> list[str]:
        """Name the values that differ from the original, where the programme's folder still has it."""
        original = self._original(row.programme).get(row.hash)
        if original is None:
            return []
        try:
            return [change.path for change in diff(original, json.loads(row.body))]
        except (ValueError, TypeError):
            return []

    def _original(self, code: str) -> dict[str, dict[str, Any]]:
        if code not in self._originals:
            try:
                raw = read_folder(settings.VOORRANG_PROGRAMMES / code)
            except (ProgrammeInvalid, OSError):
                self._originals[code] = {}
            else:
                parts = (raw.terms, *raw.coverages, *raw.all_readings)
                self._originals[code] = {content_hash(part): part for part in parts}
        return self._originals[code]

    def _build(self, hashes: tuple[str, str, str]) -> Programme | None:
        rows = [self._row(digest) for digest in hashes]
        try:
            terms, coverage, readings = (json.loads(row.body) for row in rows if row is not None)
            return build_programme(terms, coverage, readings)
        except (ValueError, LookupError, TypeError, AttributeError):  # whatever a changed value can break
            return None
