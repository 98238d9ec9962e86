"""Which import, contact or contract brought the fact that is known better now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from voorrang.contracts.models import ContractScope
from voorrang.entitlements.recheck import Rechecked
from voorrang.installed_base.models import Cover, Device, DeviceVersion
from voorrang.rules.redress import Change, changes_between


def changes_of(one: Rechecked) -> list[dict[str, Any]]:
    """Return what changed as plain values, each with what brought it (`{kind, id}`, or None where nothing says)."""
    ids = _device_ids(one)
    return [change._asdict() | {"brought_by": _origin(change, one, ids)} for change in _told(one)]


def _told(one: Rechecked) -> Iterable[Change]:
    return changes_between(one.facts_was, one.facts)


def _origin(change: Change, one: Rechecked, ids: Mapping[str, UUID]) -> dict[str, str] | None:
    match change.what:
        case "caller" | "authority":
            return {"kind": "contact", "id": str(one.contact_id)} if one.contact_id else None
        case "exception":
            override = one.facts.override or one.facts_was.override
            return {"kind": "override", "id": override.reason_id} if override else None
        case "contract":
            return _contract(change)
        case "cover":
            return _cover(change, ids.get(change.device or ""))
        case _:
            return _version(ids.get(change.device or ""))


def _device_ids(one: Rechecked) -> dict[str, UUID]:
    """Devices by serial; hosts, and units that have left the fleet, are looked up."""
    ids = {found.facts.ref: found.device_id for found in one.devices if found.device_id is not None}
    named = {change.device for change in _told(one) if change.device} - ids.keys()
    return ids | dict(Device.objects.filter(serial__in=named).values_list("serial", "id"))


def _cover(change: Change, device_id: UUID | None) -> dict[str, str] | None:
    period: Any = change.now or change.was
    rows = Cover.objects.filter(
        device_id=device_id, kind=period["kind"], starts_at=datetime.fromisoformat(period["starts_at"])
    )
    if change.now is not None:
        row = rows.filter(superseded_at=None).order_by("-recorded_at", "-id").first()
        return _import(row.batch_id) if row else None
    row = rows.exclude(superseded_at=None).order_by("-superseded_at", "-id").first()
    # Taken back by a better import, or with the import that brought it.
    return _import(row.superseded_by_id or row.batch_id) if row else None


def _version(device_id: UUID | None) -> dict[str, str] | None:
    row = DeviceVersion.objects.filter(device_id=device_id).order_by("-recorded_at", "-id").first()
    return _import(row.batch_id) if row else None


def _contract(change: Change) -> dict[str, str] | None:
    scope: Any = change.now or change.was
    starts_at = datetime.fromisoformat(scope["starts_at"])
    row = ContractScope.objects.filter(scope=scope["scope"], starts_at=starts_at).first()
    return {"kind": "contract", "id": str(row.contract_id)} if row else None


def _import(batch_id: UUID | None) -> dict[str, str] | None:
    return {"kind": "import", "id": str(batch_id)} if batch_id else None
