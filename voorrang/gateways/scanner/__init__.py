"""Looks for malware in what people send."""

from voorrang.gateways.scanner.gateway import FileHarmful, Scanner, scanner

__all__ = ["FileHarmful", "Scanner", "scanner"]
