"""Opening a case on a recorded decision (decision 4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.cases.laying import devices_of, new_case, opening_data, opening_event
from voorrang.cases.milestones import advance, calendars_of, due_row, is_running, start_milestones
from voorrang.cases.models import Case, EventBody, QueueRow
from voorrang.cases.numbers import take_number
from voorrang.cases.projection import fixed_columns, moving_columns, serial_rows
from voorrang.cases.refusals import DecisionRefusesCase
from voorrang.cases.status import status_of
from voorrang.cases.subject import Decided
from voorrang.cases.terms import terms_of, zone_of
from voorrang.cases.texts import checked_diagnosis, checked_optional, checked_title
from voorrang.lib.tenancy import NoCustomerSelected, current_customer

REFUSED = "refused"


def open_case(  # noqa: PLR0913 -- a case is about that many things
    *,
    recorded: Decided,
    title: str,
    body: str = "",
    impact: str,
    language: str,
    diagnosis: Mapping[str, Any] | None = None,
    door: str,
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case on a decision and return it with its number, its clocks running.

    Every outcome but `refused` opens one. Raises `DecisionRefusesCase` and `TextNotUsable`.
    """
    if recorded.outcome == REFUSED:
        raise DecisionRefusesCase
    title, body, findings = checked_title(title), checked_optional(body), checked_diagnosis(diagnosis)
    customer_id = _customer_id()
    terms = terms_of(
        programme=recorded.programme,
        tier=recorded.tier,
        impact=impact,
        country=recorded.country,
        zone=recorded.zone or zone_of(recorded.programme, recorded.country),
        at=at,
    )
    case = new_case(
        customer_id,
        recorded,
        title=title,
        impact=impact,
        language=language,
        diagnosis=findings,
        door=door,
        opened_at=at,
    )
    devices = devices_of(case, recorded)
    opened = opening_event(case, recorded, by=by)
    standing = status_of([opened])
    milestones = start_milestones(terms, customer_id=customer_id, case_id=case.id, at=at)
    advance(milestones, [opened], standing, calendars_of(milestones), at)
    # The counter comes last: from here on every other opening of this customer waits for our commit.
    case.number = take_number(customer_id)
    serials = [device.serial for device in devices]
    fixed = fixed_columns(case, outcome=recorded.outcome, tier_rank=recorded.tier_rank, serials=serials)
    row = QueueRow(**fixed, **moving_columns(case, standing, milestones))
    rows = [
        case,
        opened,
        *([EventBody(customer_id=customer_id, event=opened, text=body, language=language)] if body else []),
        *devices,
        *milestones,
        *(due_row(one) for one in milestones if is_running(one)),
        row,
        *serial_rows(row),
    ]
    data = opening_data(case, opened)
    record("case.opened", subject_kind="case", subject_id=case.id, by=by, at=at, data=data, along=rows)
    return case


def _customer_id() -> UUID:
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(Case.__name__)
    return customer_id
