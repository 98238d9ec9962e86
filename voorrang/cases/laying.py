"""The unsaved rows of a case that begins: one by one when it is opened, by the thousand when history is imported."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from voorrang.audit.actor import Actor
from voorrang.cases.models import Case, CaseDevice, CaseEvent
from voorrang.cases.refusals import TextNotUsable
from voorrang.cases.subject import Decided
from voorrang.lib.ids import uuid7

LONGEST_SERIAL = 64


def new_case(  # noqa: PLR0913 -- a case is about that many things
    customer_id: UUID,
    recorded: Decided,
    *,
    title: str,
    impact: str,
    language: str,
    diagnosis: dict[str, Any],
    door: str,
    opened_at: datetime,
    id: UUID | None = None,  # noqa: A002 -- the column's name
) -> Case:
    """Return the case, still without its number."""
    return Case(
        id=id or uuid7(),
        customer_id=customer_id,
        opened_at=opened_at,
        decision_id=recorded.decision_id,
        contact_id=recorded.contact_id,
        site_id=recorded.site_id,
        affiliate_id=recorded.affiliate_id,
        door=door,
        country=recorded.country,
        language=language,
        impact=impact,
        tier=recorded.tier,
        scope=recorded.scope,
        title=title,
        diagnosis=diagnosis,
    )


def opening_event(case: Case, recorded: Decided, *, by: Actor) -> CaseEvent:
    """Return the first event of a case."""
    data = {"decision": str(recorded.decision_id), "outcome": recorded.outcome, "door": case.door}
    return new_event(case, 1, "case.opened", by=by, at=case.opened_at, data=data)


def new_event(
    case: Case,
    sequence: int,
    type: str,  # noqa: A002 -- the envelope's word
    *,
    by: Actor,
    at: datetime,
    internal: bool = False,
    data: dict[str, Any],
) -> CaseEvent:
    """Return an event of a case."""
    return CaseEvent(
        customer_id=case.customer_id,
        case_id=case.id,
        sequence=sequence,
        type=type,
        at=at,
        by_kind=by.kind,
        by_id=by.id,
        by_side=by.side,
        internal=internal,
        data=data,
    )


def opening_data(case: Case, opened: CaseEvent) -> dict[str, Any]:
    """Return what the trail says of an opening."""
    return {"number": case.number, "event": str(opened.id), "decision": str(case.decision_id)}


def devices_of(case: Case, recorded: Decided) -> list[CaseDevice]:
    """Return the devices of a case, each serial once. Raises `TextNotUsable` for a text that is too long for one."""
    found: dict[str, CaseDevice] = {}
    for device in recorded.devices:
        if len(device.serial) > LONGEST_SERIAL:
            message = _("A serial number has at most %(most)d characters.") % {"most": LONGEST_SERIAL}
            raise TextNotUsable(field="devices", code="too_long", message=message)
        found.setdefault(
            device.serial,
            CaseDevice(customer_id=case.customer_id, case_id=case.id, device_id=device.device_id, serial=device.serial),
        )
    return list(found.values())
