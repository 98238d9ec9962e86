"""What a scanner of files does, and which one is in use."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings


@dataclass
class FileHarmful(Exception):
    """The scanner found something; `finding` is its own name for it."""

    finding: str

    def __str__(self) -> str:
        return self.finding


class Scanner(Protocol):
    """Something that looks into files before they are kept."""

    def check(self, name: str, blocks: Iterable[bytes]) -> None:
        """Return when nothing was found. Raises `FileHarmful`, and `OSError` when it cannot be asked."""


def scanner() -> Scanner:
    """Return the ClamAV daemon of VOORRANG_CLAMD, or one that lets everything pass and says so in the log."""
    from voorrang.gateways.scanner.clamd import Clamd
    from voorrang.gateways.scanner.console import NoScanner

    return Clamd(*settings.VOORRANG_CLAMD) if settings.VOORRANG_CLAMD else NoScanner()
