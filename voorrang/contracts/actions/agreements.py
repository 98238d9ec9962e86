"""Agreements with promises that the vendor signs, hours, and the vendor's own targets (decision 10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q

from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.contracts.models import Agreement, InternalTarget, Promise, SupportCalendar
from voorrang.rules.programme import Programme

_KIND_OF_MILESTONE = {"first_response": "response", "update": "update", "resolution": "resolution"}
"""The programme's word for a milestone to the promise's kind."""

WORKING_HOURS = "working_hours"
"""Key of the programme's assumption, and beginning of the keys of the calendars made from it."""


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """One promise to be signed. Empty `impact` or `country`: all of them. Empty `calendar_key`: round the clock."""

    kind: Literal["response", "update", "resolution"]
    seconds: int
    impact: str = ""
    country: str = ""
    calendar_key: str = ""


def sign_agreement(
    *,
    number: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    promises: Sequence[PromiseTerms],
    by: Actor,
    at: datetime,
) -> Agreement:
    """Keep an agreement that was signed on paper, with its promises, and return it. Its hours are stored already.

    The same number again is its next version, and the earlier one ends where this one starts. Raises
    `SupportCalendar.DoesNotExist` for hours that are not stored.
    """
    customer_id = selected_id()
    check_hours(promises)
    earlier = Agreement.objects.filter(number=number)
    last = earlier.order_by("-version").first()
    earlier.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at)).update(ends_at=starts_at)
    agreement: Agreement = Agreement.objects.create(
        customer_id=customer_id,
        number=number,
        version=last.version + 1 if last else 1,
        starts_at=starts_at,
        ends_at=ends_at,
        signed_at=min(starts_at, at),
        made_at=at,
        made_by=by.id,
    )
    add_promises(agreement, promises)
    data = {"number": number, "version": agreement.version}
    record("agreement.signed", subject_kind="agreement", subject_id=agreement.id, by=by, at=at, data=data)
    return agreement


def check_hours(promises: Sequence[PromiseTerms]) -> None:
    """Raise `SupportCalendar.DoesNotExist` for hours that are not stored."""
    keys = {promise.calendar_key for promise in promises} - {""}
    missing = keys - set(SupportCalendar.objects.filter(key__in=keys).values_list("key", flat=True))
    if missing:
        raise SupportCalendar.DoesNotExist(", ".join(sorted(missing)))


def add_promises(agreement: Agreement, promises: Sequence[PromiseTerms]) -> None:
    """Write the promises of a version."""
    Promise.objects.bulk_create(
        Promise(
            customer_id=agreement.customer_id,
            agreement=agreement,
            kind=promise.kind,
            impact=promise.impact,
            country=promise.country,
            seconds=promise.seconds,
            calendar_key=promise.calendar_key,
        )
        for promise in promises
    )


def store_calendar(
    *, key: str, zone: str, weekly: Mapping[str, Sequence[Sequence[str]]], by: Actor, at: datetime
) -> SupportCalendar:
    """Store weekly hours under a key and return the row; other hours than the newest become the next version.

    `weekly` maps a weekday ("0" = Monday) to [opens, closes] pairs in local time of `zone`, an IANA name.
    """
    plain: dict[str, Any] = {day: [list(span) for span in spans] for day, spans in weekly.items()}
    last = SupportCalendar.objects.filter(key=key).order_by("-version").first()
    if last is not None and (last.zone, last.weekly) == (zone, plain):
        return last
    calendar = SupportCalendar.objects.create(key=key, version=last.version + 1 if last else 1, zone=zone, weekly=plain)
    record_system("calendar.stored", by=by, at=at, data={"key": key, "version": calendar.version})
    return calendar


def store_working_hours(*, programme: Programme, zone: str, by: Actor, at: datetime) -> SupportCalendar:
    """Store the programme's working hours for one zone, as `working_hours/<zone>`, and return the row."""
    hours = programme.assumption(WORKING_HOURS).value
    weekly = {str(day): [[hours["opens"], hours["closes"]]] for day in hours["weekdays"]}
    return store_calendar(key=f"{WORKING_HOURS}/{zone}", zone=zone, weekly=weekly, by=by, at=at)


def store_internal_targets(*, programme: Programme, by: Actor, at: datetime) -> list[InternalTarget]:
    """Replace the vendor's own targets by those that the programme assumes, and return them.

    A target in working hours has the bare key `working_hours`: the zone is that of the case's country.
    """
    InternalTarget.objects.filter(programme=programme.code).delete()
    targets = InternalTarget.objects.bulk_create(
        InternalTarget(
            programme=programme.code,
            kind=_KIND_OF_MILESTONE[milestone],
            tier=target.tier,
            impact=impact,
            seconds=minutes * 60,
            calendar_key="" if target.calendar == "always" else WORKING_HOURS,
        )
        for target in programme.internal_targets
        for impact, milestones in target.minutes.items()
        for milestone, minutes in milestones.items()
    )
    record_system("internal_targets.stored", by=by, at=at, data={"programme": programme.code, "count": len(targets)})
    return targets
