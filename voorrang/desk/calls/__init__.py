"""Somebody calls: check the PIN, open a case for the caller."""
