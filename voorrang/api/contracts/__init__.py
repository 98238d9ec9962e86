"""Contracts: what was bought, for which scopes, at which tier, with which features."""

from voorrang.api.contracts.routes import router

__all__ = ["router"]
