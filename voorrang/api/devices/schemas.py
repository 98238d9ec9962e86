"""What a device looks like."""

from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from voorrang.api.answers import moment, text_of
from voorrang.api.bodies import Line, Moment
from voorrang.api.pages import Paging
from voorrang.installed_base.queries import DeviceItem

Kind = Literal["desktop", "laptop", "workstation", "retail_pos", "thin_client", "printer", "monitor", "other"]
Country = Annotated[Line, StringConstraints(to_upper=True, pattern="^[A-Za-z]{2}$")]


class CoverBody(Schema):
    """One period of warranty, Care Pack or hardware service contract; `ends_at` is exclusive."""

    kind: Literal["warranty", "care_pack", "service_contract"]
    level: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class PlaceBody(Schema):
    """Where a device stands."""

    id: UUID
    code: str
    name: str


class DeviceBody(Schema):
    """One unit, as in force now."""

    id: UUID
    maker: str
    serial: str = Field(examples=["5CG1234XYZ"])
    product_number: str
    model: str
    kind: Kind
    commercial: bool
    country: str = Field(examples=["DE"])
    site: PlaceBody | None
    affiliate: PlaceBody | None
    comes_along_with: UUID | None = Field(description="The desktop or workstation of a monitor.")
    purchased_on: str | None = Field(examples=["2024-05-17"])
    cover_state: Literal["covered", "ending", "ended", "not_started", "none"]
    covered_until: AwareDatetime | None
    covers: list[CoverBody]
    changed_at: AwareDatetime


class DevicePage(Schema):
    """A page of devices."""

    items: list[DeviceBody]
    next: str | None


class DeviceFilters(Paging):
    """What a list of devices is narrowed to."""

    serial: Annotated[Line | None, Field(description="The whole serial number, in any case.", max_length=64)] = None
    kind: Kind | None = None
    country: Annotated[Country | None, Field(description="ISO 3166, two letters.")] = None
    cover: Annotated[
        Literal["covered", "ending", "ended", "not_started", "none"] | None,
        Field(description="State of the device's own cover; `ending` is a part of `covered`."),
    ] = None
    updated_since: Annotated[Moment | None, Field(description="Only what was recorded from this moment on.")] = None


def device_body(item: DeviceItem) -> dict[str, Any]:
    """Return a device as JSON."""
    version, device = item.version, item.version.device
    return {
        "id": str(device.id),
        "maker": device.maker,
        "serial": device.serial,
        "product_number": device.product_number,
        "model": version.model,
        "kind": version.kind,
        "commercial": version.commercial,
        "country": version.country,
        "site": _place(version.site),
        "affiliate": _place(version.affiliate),
        "comes_along_with": text_of(version.host_id),
        "purchased_on": version.purchased_date.isoformat() if version.purchased_date else None,
        "cover_state": str(item.state.value),
        "covered_until": moment(item.covered_until),
        "covers": [
            {
                "kind": cover.kind,
                "level": cover.level,
                "starts_at": moment(cover.starts_at),
                "ends_at": moment(cover.ends_at),
            }
            for cover in item.covers
        ],
        "changed_at": moment(version.recorded_at),
    }


def _place(place: Any) -> dict[str, Any] | None:
    return None if place is None else {"id": str(place.id), "code": place.code, "name": place.name}
