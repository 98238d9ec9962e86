"""Facts: everything a decision may depend on. Ids and values only, nothing personal (names, addresses, free text stay out).

Instants are aware and in UTC, periods half-open. They are named tuples, not dataclasses, because they are built and read
by the ten thousand.
"""

from datetime import datetime
from typing import Literal, NamedTuple

type CallerStanding = Literal["helpdesk", "partner", "end_user", "unlisted", "outsider", "token"]
"""Who is calling, as the customer's own lists say. `token` is a system of the customer's helpdesk; `outsider` belongs elsewhere."""

type PinState = Literal["verified", "not_given", "unknown", "revoked"]

type EligibilityStatus = Literal["provisional", "confirmed", "audited", "below"]
"""How far the size of the fleet is known, or that it is known to be below the tier's minimum."""

type CoverKind = Literal["warranty", "care_pack", "service_contract"]

type ChoiceKind = Literal["charge", "decline"]


class Caller(NamedTuple):
    """The person or system that asks. `authority_ends_at` belongs to a partner: the end of what the customer granted it."""

    standing: CallerStanding
    pin: PinState = "not_given"
    authority_ends_at: datetime | None = None


class ContractScope(NamedTuple):
    """What was bought for one scope (a key of the programme) at one tier.

    `starts_at` is the purchase or, once known, the activation; `activated_at` is None until activation is complete.
    """

    scope: str
    tier: str
    starts_at: datetime
    ends_at: datetime
    activated_at: datetime | None = None
    eligibility: EligibilityStatus = "provisional"


class Cover(NamedTuple):
    """One period of warranty, Care Pack or hardware service contract of one device (E.9)."""

    kind: CoverKind
    starts_at: datetime
    ends_at: datetime
    level: str = ""


class Device(NamedTuple):
    """One unit. `ref` is its serial number as given.

    `known` is False when the serial is not in the installed base; the other fields are then what the caller said, or empty.
    `attached_to` is the desktop or workstation that a monitor belongs to (E.8).
    """

    ref: str
    kind: str | None
    maker: str = ""
    country: str | None = None
    covers: tuple[Cover, ...] = ()
    known: bool = True
    sold_by_vendor: bool = False
    commercial: bool = True
    attached_to: "Device | None" = None
    product: str = ""
    """Product number, where it is known: agreed exclusions may name it."""


class AgreedExclusion(NamedTuple):
    """What a signed agreement leaves out: units of these kinds, in these countries, of these models; empty means all.

    `ref` is the id of the stored exclusion, `agreement` the number that people know. At least one part is filled.
    `products` are product numbers; what follows a `#` (the local variant) does not count.
    """

    ref: str
    agreement: str
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class DutyChoice(NamedTuple):
    """What a named person chose to do about an unmet duty, an exclusion or missing cover (D.5). No effect without `by`."""

    choice: ChoiceKind
    role: str
    by: str = ""


class Override(NamedTuple):
    """A named exception: its kind, who granted it in which role, for which recorded reason, until when (exclusive).

    It holds for `devices` (refs), or for the whole request when that is empty. Without `by` or `reason_id` it has no effect.
    """

    kind: str
    role: str
    reason_id: str
    expires_at: datetime
    by: str = ""
    devices: tuple[str, ...] = ()


class Facts(NamedTuple):
    """One question to the programme: may this caller claim help for these devices, here and now.

    `country` and `language` are where and in which language help is asked; a device's own country goes before.
    `missing` names information that was asked for and not given (D.3), `open_steps` steps asked for and not taken (D.4).
    `exclusions` are keys of the programme that somebody found to apply.
    """

    caller: Caller
    at: datetime
    contracts: tuple[ContractScope, ...] = ()
    devices: tuple[Device, ...] = ()
    country: str | None = None
    language: str | None = None
    self_diagnosis: bool = False
    missing: tuple[str, ...] = ()
    open_steps: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    choice: DutyChoice | None = None
    override: Override | None = None
    agreed_exclusions: tuple[AgreedExclusion, ...] = ()
