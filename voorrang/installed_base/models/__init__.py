"""Which devices a customer has, and what covers each: two time axes, valid and recorded (decision 8)."""

from voorrang.installed_base.models.cover import Cover
from voorrang.installed_base.models.devices import Device, DeviceVersion, UnknownSerial
from voorrang.installed_base.models.imports import FleetUpload, Import, ImportRow
from voorrang.installed_base.models.products import Product

__all__ = ["Cover", "Device", "DeviceVersion", "FleetUpload", "Import", "ImportRow", "Product", "UnknownSerial"]
