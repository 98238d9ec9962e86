"""Reading devices and cover of the selected customer. `at` is the instant asked about; what is known is what is known now."""

from voorrang.installed_base.queries.counting import CoverSummary, cover_summary, fleet_counts
from voorrang.installed_base.queries.detail import DeviceDetail, device_detail, imports, open_unknown_serials
from voorrang.installed_base.queries.facts import (
    DeviceAsked,
    FoundDevice,
    SerialAmbiguous,
    device_facts,
    find_devices,
)
from voorrang.installed_base.queries.features import features_at
from voorrang.installed_base.queries.listing import (
    SOON,
    CoverState,
    DeviceFilter,
    DeviceItem,
    after_place,
    current_devices,
    items_of,
    place_of,
    state_of,
    visible_to,
)

__all__ = [
    "SOON",
    "CoverState",
    "CoverSummary",
    "DeviceAsked",
    "DeviceDetail",
    "DeviceFilter",
    "DeviceItem",
    "FoundDevice",
    "SerialAmbiguous",
    "after_place",
    "cover_summary",
    "current_devices",
    "device_detail",
    "device_facts",
    "features_at",
    "find_devices",
    "fleet_counts",
    "imports",
    "items_of",
    "open_unknown_serials",
    "place_of",
    "state_of",
    "visible_to",
]
