"""Reading devices, as far as the token's contact may see them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Query, Router

from voorrang.api.answers import answer
from voorrang.api.described import reading
from voorrang.api.devices.schemas import DeviceBody, DeviceFilters, DevicePage, device_body
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import page
from voorrang.installed_base.fleet_file import normal_serial
from voorrang.installed_base.queries import (
    CoverState,
    DeviceFilter,
    after_place,
    current_devices,
    items_of,
    place_of,
    visible_to,
)
from voorrang.lib.clock import now

router = Router(tags=["devices"])


@router.get("/devices", response=reading(DevicePage), operation_id="listDevices", summary="List devices")
def list_devices(request: ApiRequest, wanted: Query[DeviceFilters]) -> HttpResponse:
    """By serial number, those in force now, each with all known cover."""
    customer_of(request)
    place = wanted.place("devices")
    at = now()
    narrowed = DeviceFilter(
        kind=wanted.kind, country=wanted.country, cover=CoverState(wanted.cover) if wanted.cover else None
    )
    rows = visible_to(current_devices(at, narrowed), request.visitor.contact)
    if wanted.serial is not None:
        rows = rows.filter(device__serial=normal_serial(wanted.serial))
    if wanted.updated_since is not None:
        rows = rows.filter(recorded_at__gte=wanted.updated_since)
    if place is not None:
        rows = after_place(rows, place)
    items = items_of(rows[: wanted.limit + 1], at)
    return page("devices", wanted, items, device_body, lambda item: place_of(item.version))


@router.get(
    "/devices/{uuid:device_id}", response=reading(DeviceBody), operation_id="getDevice", summary="Read a device"
)
def get_device(request: ApiRequest, device_id: UUID) -> HttpResponse:
    """Return one device as in force now."""
    customer_of(request)
    at = now()
    rows = visible_to(current_devices(at), request.visitor.contact).filter(device_id=device_id)
    items = items_of(rows, at)
    if not items:
        raise Http404
    return answer(device_body(items[0]))
