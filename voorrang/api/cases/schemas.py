"""What a case looks like. Of due times a customer sees promises only, never the vendor's own targets."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import moment, text_of
from voorrang.api.bodies import Line, Moment
from voorrang.api.devices.schemas import Country
from voorrang.api.pages import Paging
from voorrang.cases.models import Case, Milestone, QueueRow
from voorrang.cases.terms import PROMISE
from voorrang.lib.statements import Query, columns_of, from_row, read_together

Outcome = Literal["entitled", "conditional", "chargeable", "base_warranty", "refused"]
Impact = Literal["one_person", "site", "company"]
Status = Literal["open", "waiting", "resolved", "closed"]


class DueBody(Schema):
    """The nearest running clock, and whether one of its sort has run out."""

    kind: str = Field(examples=["response"])
    due_at: AwareDatetime | None
    breached: bool


class CaseItem(Schema):
    """A case in a list."""

    id: UUID
    number: str = Field(description="What people say aloud; ends in a check letter.", examples=["NORD-1042-K"])
    status: Status
    symptom: str
    outcome: Outcome
    tier: str | None
    country: str
    language: str
    impact: Impact
    serials: list[str]
    opened_at: AwareDatetime
    changed_at: AwareDatetime
    promise: DueBody | None = Field(description="What was promised in a signed agreement; null: nothing.")
    target: DueBody | None = Field(description="The vendor's own target; only tokens of the vendor see it.")


class CasePage(Schema):
    """A page of cases."""

    items: list[CaseItem]
    next: str | None


class CaseDeviceBody(Schema):
    """A device of a case; `device_id` is null for a serial that is in no fleet."""

    serial: str
    device_id: UUID | None


class ClockBody(Schema):
    """One clock of a case. `due_at` is null while it stands still."""

    kind: str
    basis: Literal["promise", "target"]
    starts_at: AwareDatetime
    due_at: AwareDatetime | None
    paused_at: AwareDatetime | None
    met_at: AwareDatetime | None
    breached_at: AwareDatetime | None


class CaseBody(CaseItem):
    """A case. `version` is the ETag: send it in If-Match to write only what you have read."""

    version: int
    scope: str | None
    door: str = Field(description="Where it was opened.", examples=["api"])
    decision_id: UUID
    contact_id: UUID | None
    site_id: UUID | None
    devices: list[CaseDeviceBody]
    self_diagnosis: dict[str, Any]
    clocks: list[ClockBody]


class CaseFilters(Paging):
    """What a list of cases is narrowed to."""

    status: Annotated[
        Literal["active", "open", "waiting", "resolved", "closed"] | None,
        Field(description="`active`: neither resolved nor closed."),
    ] = None
    country: Annotated[Country | None, Field(description="ISO 3166, two letters.")] = None
    impact: Impact | None = None
    serial: Annotated[Line | None, Field(description="A serial number of the case.", max_length=64)] = None
    number: Annotated[Line | None, Field(description="The whole number of the case.", max_length=32)] = None
    updated_since: Annotated[Moment | None, Field(description="Only cases that changed from this moment on.")] = None


def case_item(row: QueueRow, *, internal: bool) -> dict[str, Any]:
    """Return a case as JSON for a list; `internal` adds the vendor's own target."""
    return {
        "id": str(row.id),
        "number": row.number,
        "status": row.status,
        "symptom": row.title,
        "outcome": row.outcome,
        "tier": row.tier or None,
        "country": row.country,
        "language": row.language,
        "impact": row.impact,
        "serials": list(row.serials),
        "opened_at": moment(row.opened_at),
        "changed_at": moment(row.changed_at),
        "promise": _due(row.promised_kind, row.promised_at, breached=row.promise_breached),
        "target": _due(row.due_kind, row.due_at, breached=row.breached) if internal else None,
    }


def case_body(
    row: QueueRow, case: Case, devices: Iterable[Any], clocks: Iterable[Milestone], *, internal: bool
) -> dict[str, Any]:
    """Return a whole case as JSON. `clocks` are those that the reader may see; `devices` have `serial` and `device_id`."""
    return case_item(row, internal=internal) | {
        "version": case.version,
        "scope": case.scope or None,
        "door": case.door,
        "decision_id": str(case.decision_id),
        "contact_id": text_of(case.contact_id),
        "site_id": text_of(case.site_id),
        "devices": [{"serial": device.serial, "device_id": text_of(device.device_id)} for device in devices],
        "self_diagnosis": case.diagnosis,
        "clocks": [_clock(clock) for clock in clocks],
    }


_ROW = f"SELECT {columns_of(QueueRow, 'q')} FROM cases_queuerow q WHERE q.customer_id = %s AND q.id = %s"
_CLOCKS = f"""
    SELECT {columns_of(Milestone, "m")} FROM cases_milestone m WHERE m.customer_id = %s AND m.case_id = %s
    ORDER BY m.basis, m.starts_at, m.id
"""


def opened_body(case: Case, devices: Iterable[Any], *, internal: bool) -> dict[str, Any]:
    """Return a case that was just opened as JSON: one trip. `devices` have `serial` and `device_id`."""
    key = [case.customer_id, case.id]
    rows, clock_rows = read_together(Query(_ROW, key), Query(_CLOCKS, key))
    clocks = [from_row(Milestone, one) for one in clock_rows]
    shown = clocks if internal else [one for one in clocks if one.basis == PROMISE]
    return case_body(from_row(QueueRow, rows[0]), case, devices, shown, internal=internal)


def _due(kind: str, due_at: datetime | None, *, breached: bool) -> dict[str, Any] | None:
    if not kind and not breached:
        return None
    return {"kind": kind, "due_at": moment(due_at), "breached": breached}


def _clock(clock: Milestone) -> dict[str, Any]:
    return {
        "kind": clock.kind,
        "basis": clock.basis,
        "starts_at": moment(clock.starts_at),
        "due_at": moment(clock.due_at),
        "paused_at": moment(clock.paused_at),
        "met_at": moment(clock.met_at),
        "breached_at": moment(clock.breached_at),
    }
