"""The name service: what the owner of a domain has published."""

from voorrang.gateways.names.records import text_records

__all__ = ["text_records"]
