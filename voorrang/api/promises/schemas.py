"""What a line of the promise book looks like."""

from typing import Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import moment
from voorrang.api.described import told
from voorrang.promise_book.book import BookLine


class EvidenceBody(Schema):
    """What shows that a feature was delivered."""

    what: str = Field(description="For programs.", examples=["calls", "assigned"])
    last_at: AwareDatetime | None
    count: int | None = Field(description="In the past year; null where counting says nothing.")


class PromiseScopeBody(Schema):
    """A scope in force that brings the feature, and its tier."""

    scope: str = Field(examples=["pc"])
    tier: str


class PromiseBody(Schema):
    """One feature. `no_evidence`: we keep none yet; it may well have been delivered."""

    key: str = Field(examples=["spare_pool"])
    name: str
    clauses: list[str]
    scopes: list[PromiseScopeBody]
    state: Literal["kept", "due_soon", "overdue", "unused", "no_evidence", "replaced"]
    evidence: EvidenceBody | None
    due_at: AwareDatetime | None = Field(description="The next thing owed; without evidence, when it would be.")
    every: Literal["month", "quarter", "year"] | None
    at_most_a_year: int | None
    replaced_by: str | None = Field(description="The key of the better feature.")


class PromiseBook(Schema):
    """The whole book; it has one page."""

    items: list[PromiseBody]
    next: str | None


def promise_body(line: BookLine) -> dict[str, Any]:
    """Return one line as JSON."""
    found = line.evidence
    return {
        "key": line.feature.key,
        "name": told(line.feature.name),
        "clauses": list(line.feature.clauses),
        "scopes": [{"scope": scope, "tier": tier} for scope, tier in line.scopes],
        "state": line.state,
        "evidence": {"what": found.what, "last_at": moment(found.last_at), "count": found.times} if found else None,
        "due_at": moment(line.due_at),
        "every": line.every,
        "at_most_a_year": line.feature.at_most_a_year,
        "replaced_by": line.replaced_by.key if line.replaced_by else None,
    }
