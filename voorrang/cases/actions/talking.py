"""What both sides say in a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from voorrang.audit.actor import Actor
from voorrang.cases.change import changing
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.status import Act
from voorrang.cases.texts import checked_body, checked_diagnosis, checked_optional


def answer(
    *,
    case: Case,
    text: str,
    internal: bool = False,
    language: str = "",
    by: Actor,
    at: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Write to the customer, or with `internal` a note that only the vendor's people see. A note moves no clock."""
    words = checked_body(text)
    act, type_ = (Act.NOTE, "case.noted") if internal else (Act.ANSWER, "case.answered")
    with changing(case, act, by=by, at=at, expected_version=expected_version) as change:
        return change.append(type_, text=words, language=language, internal=internal)


def ask_back(
    *, case: Case, text: str, language: str = "", by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Ask the customer for something; the clocks stand still until it replies (D.3)."""
    words = checked_body(text)
    with changing(case, Act.ASK_BACK, by=by, at=at, expected_version=expected_version) as change:
        return change.append("case.waiting", text=words, language=language)


def customer_reply(
    *, case: Case, text: str, language: str = "", by: Actor, at: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Add what the customer says; a case that waited for it runs on."""
    words = checked_body(text)
    with changing(case, Act.REPLY, by=by, at=at, expected_version=expected_version) as change:
        return change.append("case.replied", text=words, language=language)


def record_diagnosis(
    *,
    case: Case,
    diagnosis: Mapping[str, Any],
    text: str = "",
    language: str = "",
    by: Actor,
    at: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Replace what the customer's helpdesk, or we, have found so far (D.2). The event names the findings, not their words."""
    words, findings = checked_optional(text), checked_diagnosis(diagnosis)
    with changing(case, Act.DIAGNOSE, by=by, at=at, expected_version=expected_version) as change:
        Case.objects.filter(id=case.id).update(diagnosis=findings)
        case.diagnosis = findings
        return change.append("case.diagnosed", text=words, language=language, data={"findings": sorted(findings)})
