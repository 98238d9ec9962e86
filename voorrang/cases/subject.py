"""What a recorded decision says about the case that it opens."""

from typing import NamedTuple
from uuid import UUID

from voorrang.rules.programme import Programme


class CaseDeviceRef(NamedTuple):
    """One serial as named; `device_id` is None while it is in no fleet."""

    serial: str
    device_id: UUID | None = None


class Subject(NamedTuple):
    """Who, what and where a case is about, as decided. `tier` and `scope` are empty outside the programme."""

    decision_id: UUID
    outcome: str
    programme: Programme
    country: str
    tier: str = ""
    scope: str = ""
    zone: str = ""
    devices: tuple[CaseDeviceRef, ...] = ()
    contact_id: UUID | None = None
    site_id: UUID | None = None
    affiliate_id: UUID | None = None

    @property
    def tier_rank(self) -> int:
        """Return the tier's rank, from 1; 0 outside the programme."""
        return self.programme.tiers[self.tier].rank if self.tier else 0
