"""Customers: who the token serves."""

from voorrang.api.customers.routes import router

__all__ = ["router"]
