"""What somebody claims: who asks, for which devices, where, in which language, and what was found out before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from voorrang.accounts.models import Contact
from voorrang.installed_base.queries import DeviceAsked
from voorrang.rules.facts import PinState


@dataclass(frozen=True, slots=True)
class Claim:
    """One request for support, as a door understood it.

    Who asks: a `contact` that the door knows (signed in, or named), else a phone number or mail address that is looked up
    among the customer's contacts. `by_token` says that a system of the customer's helpdesk asks: it vouches for whom it
    names. `pin` is what came of checking a PIN.

    `self_diagnosis` counts as given (D.2) when any of its values says something. `missing` names information that was
    asked for and not given (D.3), `open_steps` steps asked for and not taken (D.4); `exclusions` are keys of the programme.
    """

    contact: Contact | None = None
    phone: str = ""
    email: str = ""
    by_token: bool = False
    pin: PinState = "not_given"
    devices: tuple[str | DeviceAsked, ...] = ()
    country: str = ""
    language: str = ""
    self_diagnosis: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    open_steps: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()

    @property
    def is_diagnosed(self) -> bool:
        """Whether the self-diagnosis says anything."""
        return any(_says_something(value) for value in self.self_diagnosis.values())


def _says_something(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(_says_something(each) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_says_something(each) for each in value)
    return bool(value)
