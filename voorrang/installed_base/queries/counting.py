"""How many devices there are, for eligibility and for the overview. Exact."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from voorrang.accounts.queries import selected_customer
from voorrang.editions.store import programme_at
from voorrang.installed_base.models import Cover, DeviceVersion
from voorrang.installed_base.queries.listing import SOON, CoverState, current_devices, has_state
from voorrang.rules.eligibility import FleetCount


@dataclass(frozen=True, slots=True)
class CoverSummary:
    """Devices by state of their own cover. `ending` is a part of `covered`; the other four add up to `total`."""

    total: int
    covered: int
    ending: int
    ended: int
    not_started: int
    none: int


def fleet_counts(at: datetime) -> tuple[FleetCount, ...]:
    """Count the devices at `at` by kind, commercial, under cover, country and whether they are the vendor's (E.8).

    Empty when there are no devices. Countries outside coverage and other makers are counted too: the rules list them apart.
    """
    makers = programme_at(selected_customer().programme, at).makers
    # One set, not a question for each device: before the tables are analysed that would read all cover for every device.
    covered = Cover.objects.filter(superseded_at=None, starts_at__lte=at, ends_at__gt=at).values("device_id")
    rows = (
        current_devices(at)
        .annotate(maker=Lower("device__maker"))
        .annotate(under_cover=Q(device_id__in=covered), from_vendor=Q(sold_by_vendor=True) | Q(maker__in=makers))
        .values_list("kind", "commercial", "under_cover", "country", "from_vendor")
        .annotate(count=Count("id"))
        .order_by("country", "kind", "commercial", "under_cover", "from_vendor")
    )
    return tuple(
        FleetCount(
            kind=kind,
            commercial=commercial,
            under_cover=under_cover,
            count=count,
            country=country,
            from_vendor=from_vendor,
        )
        for kind, commercial, under_cover, country, from_vendor, count in rows
    )


def cover_summary(
    at: datetime, within: timedelta = SOON, devices: QuerySet[DeviceVersion] | None = None
) -> CoverSummary:
    """Count the devices (all in force, or those given) by state of cover, in one query."""
    found = current_devices(at) if devices is None else devices
    states = {str(state.value): Count("id", filter=has_state(state, at, within)) for state in CoverState}
    return CoverSummary(**found.order_by().aggregate(total=Count("id"), **states))
