"""Voorrang runs a hardware vendor's tiered premium-support programme."""
