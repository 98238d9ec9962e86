"""Which devices a customer has, and what covers each: two time axes, valid and recorded (decision 8)."""

from voorrang.installed_base.models.audits import AuditClosure, AuditEvidence, AuditItem, FleetAudit, SiteLink
from voorrang.installed_base.models.cover import Cover
from voorrang.installed_base.models.devices import (
    Device,
    DeviceVersion,
    EndedAs,
    KindFrom,
    Sighting,
    UnknownSerial,
)
from voorrang.installed_base.models.handovers import Handover
from voorrang.installed_base.models.imports import FleetUpload, Import, SavedMapping, VendorAnswer
from voorrang.installed_base.models.products import Product
from voorrang.installed_base.models.unsettled import UnsettledModel
from voorrang.installed_base.models.views import BaseWarning, SavedView

__all__ = [
    "AuditClosure",
    "AuditEvidence",
    "AuditItem",
    "BaseWarning",
    "Cover",
    "Device",
    "DeviceVersion",
    "EndedAs",
    "FleetAudit",
    "FleetUpload",
    "Handover",
    "Import",
    "KindFrom",
    "Product",
    "SavedMapping",
    "SavedView",
    "Sighting",
    "SiteLink",
    "UnknownSerial",
    "UnsettledModel",
    "VendorAnswer",
]
