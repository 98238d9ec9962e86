"""Devices: what the customer has, and what covers each."""

from voorrang.api.devices.routes import router

__all__ = ["router"]
