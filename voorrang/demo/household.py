"""One customer as it was laid: its people as actors, its plan of devices, the agents who work for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from random import Random
from uuid import UUID

from voorrang.accounts.models import Contact, User
from voorrang.audit.actor import Actor
from voorrang.demo.fleets import Unit, is_known
from voorrang.demo.people import DemoCustomer
from voorrang.demo.texts import Symptom, symptoms

_TROUBLED = 0.03
_TROUBLE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the customer who may open cases."""

    contact: Contact
    actor: Actor
    country: str
    site: str


@dataclass(frozen=True)
class Household:
    """Everything that cases of one customer are made from."""

    plan: DemoCustomer
    units: Sequence[Unit]
    helpdesk: Sequence[Person]
    caller: Contact | None
    token: Actor
    agents: Sequence[tuple[UUID, frozenset[str]]]
    staff: Mapping[str, User]
    anchor: datetime
    laid_at: datetime

    def agent(self, id_: UUID) -> Actor:
        """Return an agent as an actor."""
        return Actor(kind="user", id=id_, side="vendor", role="agent")

    def colleague(self, name: str, role: str) -> Actor:
        """Return somebody of the vendor's as an actor."""
        return Actor(kind="user", id=self.staff[name].id, side="vendor", role=role)

    def opener(self, unit: Unit, dice: Random) -> Person:
        """Return somebody whose scope takes in the unit; who is nearest asks most often."""
        near = [one for one in self.helpdesk if one.site == unit.place.code or one.country == unit.place.country]
        wide = [one for one in self.helpdesk if not one.site and not one.country]
        return dice.choice(near) if near and (not wide or dice.random() < 0.8) else dice.choice(wide)  # noqa: PLR2004

    def pick(self, symptom: Symptom, at: datetime, dice: Random, *, covered: bool = True) -> Unit | None:
        """Return a commercial unit that may have the symptom, known by then; some units come again and again."""
        kinds = sorted(symptom.kinds & self._by_kind.keys())
        if not kinds:
            return None
        day = at.date()
        for _ in range(40):
            kind = dice.choice(kinds)
            pool = self._troubled[kind] if dice.random() < _TROUBLE_SHARE else self._by_kind[kind]
            unit = dice.choice(pool)
            if self._is_covered(unit, at) == covered and unit.bought < day and is_known(unit, self.anchor, at):
                return unit
        return None

    def named(self, model: str, at: datetime, dice: Random) -> Unit | None:
        """Return a covered unit of one model."""
        pool = self._by_model.get(model, ())
        fit = [one for one in pool if one.is_covered(at.date()) and is_known(one, self.anchor, at)]
        return dice.choice(fit) if fit else None

    def on_own_warranty(self, at: datetime) -> list[Unit]:
        """Return the units that the programme does not serve and that have a warranty of their own."""
        return [
            one
            for one in self.units
            if one.model.commercial == "no" and one.is_covered(at.date()) and is_known(one, self.anchor, at)
        ]

    def _is_covered(self, unit: Unit, at: datetime) -> bool:
        host = self._hosts.get(unit.host, unit)
        return host.is_covered(at.date())

    @cached_property
    def _hosts(self) -> dict[str, Unit]:
        return {unit.serial: unit for unit in self.units}

    @cached_property
    def _by_kind(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.model.commercial == "yes":
                found.setdefault(unit.model.kind, []).append(unit)
        return found

    @cached_property
    def _by_model(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.model.short, []).append(unit)
        return found

    @cached_property
    def _troubled(self) -> dict[str, list[Unit]]:
        return {kind: units[: max(1, round(len(units) * _TROUBLED))] for kind, units in self._by_kind.items()}

    @cached_property
    def breaking(self) -> tuple[list[Symptom], list[int]]:
        """Symptoms that this fleet can have, weighted by how much of it they can strike."""
        found = [one for one in symptoms() if one.kinds & self._by_kind.keys() and one.key != "blink_code"]
        sizes = [sum(len(self._by_kind.get(kind, ())) for kind in one.kinds) for one in found]
        return found, [one.weight * size for one, size in zip(found, sizes, strict=True)]
