"""What a recorded decision says about the case that it opens."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from voorrang.rules.programme import Programme


class NamedDevice(Protocol):
    """A serial as named, and its device where it is in a fleet."""

    @property
    def serial(self) -> str: ...
    @property
    def device_id(self) -> UUID | None: ...


class Decided(Protocol):
    """What a case takes over from a recorded decision: `RecordedDecision` fits, and `Subject` for history."""

    @property
    def decision_id(self) -> UUID: ...
    @property
    def outcome(self) -> str: ...
    @property
    def programme(self) -> Programme: ...
    @property
    def country(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def tier_rank(self) -> int: ...
    @property
    def scope(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def devices(self) -> Sequence[NamedDevice]: ...
    @property
    def contact_id(self) -> UUID | None: ...
    @property
    def site_id(self) -> UUID | None: ...
    @property
    def affiliate_id(self) -> UUID | None: ...


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
