"""Agreements: what both sides signed about times, exclusions and rates."""

from voorrang.api.agreements.routes import router

__all__ = ["router"]
