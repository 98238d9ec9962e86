"""Links to files: signed, for one file, and over after minutes. A page or the API makes one after asking who may see it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from voorrang.cases.models import CaseFile

LASTS_FOR = timedelta(minutes=10)
_SIGNER = Signer(salt="voorrang.cases.file", sep=".")


class LinkNotUsable(Exception):
    """The link was made by somebody else, was changed, or is over."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """Which file a link leads to, until when."""

    customer_id: UUID
    file_id: UUID
    ends_at: datetime

    def signed(self) -> str:
        """Return the link's text, fit for an address."""
        return _SIGNER.sign(f"{self.customer_id.hex}{self.file_id.hex}{int(self.ends_at.timestamp()):x}")


def link_to(file: CaseFile, at: datetime) -> FileLink:
    """Return a link that lasts from `at` for some minutes."""
    return FileLink(file.customer_id, file.id, at + LASTS_FOR)


def read_link(signed: str, at: datetime) -> FileLink:
    """Return what a link says. Raises `LinkNotUsable`."""
    try:
        said = _SIGNER.unsign(signed)
        link = FileLink(UUID(said[:32]), UUID(said[32:64]), datetime.fromtimestamp(int(said[64:], 16), UTC))
    except (BadSignature, ValueError) as error:
        raise LinkNotUsable from error
    if link.ends_at <= at:
        raise LinkNotUsable
    return link
