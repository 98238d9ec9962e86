"""Serials that were in no fleet when a case named them, and are now."""

from datetime import datetime

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.cases.models import CaseDevice
from voorrang.installed_base.models import Device


def link_devices(*, by: Actor, at: datetime) -> int:
    """Link the selected customer's cases to devices that have come into its fleet; return how many links were made.

    A serial that two devices bear stays open: a person must say which one it is.
    """
    waiting = {one.serial: one for one in CaseDevice.objects.filter(device=None)}
    known: dict[str, list[Device]] = {}
    for device in Device.objects.filter(serial__in=list(waiting)):
        known.setdefault(device.serial, []).append(device)
    linked = 0
    for serial, devices in sorted(known.items()):
        if len(devices) > 1:
            continue
        rows = CaseDevice.objects.filter(device=None, serial=serial)
        cases = list(rows.values_list("case_id", flat=True))
        linked += rows.update(device=devices[0])
        for case_id in cases:
            data = {"device": str(devices[0].id)}
            record("case.device_linked", subject_kind="case", subject_id=case_id, by=by, at=at, data=data)
    return linked
