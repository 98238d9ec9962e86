"""Quotes: what the vendor offers, until when, and how it was answered."""

from voorrang.api.quotes.routes import router

__all__ = ["router"]
