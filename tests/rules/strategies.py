"""Facts at random: every field takes every kind of value, likely and unlikely.

Strategies are built once for each programme: building them anew for each example took more time than the rules.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.rules.world import NOW
from voorrang.rules.facts import AgreedExclusion, Caller, ContractScope, Cover, Device, DutyChoice, Facts, Override
from voorrang.rules.programme import Programme

KINDS = ("desktop", "laptop", "workstation", "retail_pos", "thin_client", "printer", "monitor", "monitor", "other")
ROLES = st.sampled_from(("support_manager", "agent", "technical_expert"))
FLAGS = st.booleans()
MOMENTS = st.integers(-1000, 1000).map(lambda hours: NOW + timedelta(hours=hours))
"""Whole hours around NOW, NOW itself the likeliest of them."""


def record(make: Callable[..., Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build with these fields and no others; `st.builds` would invent values for those with a default."""
    return st.fixed_dictionaries(fields).map(lambda found: make(**found))


def _cover(starts: int, hours: int, kind: str) -> Cover:
    starts_at = NOW + timedelta(hours=starts)
    return Cover(kind, starts_at, starts_at + timedelta(hours=hours))  # type: ignore[arg-type]


COVERS = st.builds(
    _cover,
    st.integers(-1000, 1000),
    st.integers(1, 1500),
    st.sampled_from(("warranty", "care_pack", "service_contract")),
)


def _contract(scope: str, tier: str, starts: int, hours: int, activated: int | None, eligibility: str) -> ContractScope:
    starts_at = NOW + timedelta(hours=starts)
    activated_at = None if activated is None else starts_at + timedelta(hours=activated)
    return ContractScope(scope, tier, starts_at, starts_at + timedelta(hours=hours), activated_at, eligibility)  # type: ignore[arg-type]


class Some:
    """The strategies for one programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        countries = st.sampled_from([*sorted(programme.coverage.region_of)[:5], "XX", None])
        unit = {
            "kind": st.sampled_from(KINDS),
            "maker": st.sampled_from(("HP", "HP", "hp", "Acme")),
            "country": countries,
            "covers": st.lists(COVERS, max_size=2).map(tuple),
            "known": st.sampled_from((True, True, True, False)),
            "sold_by_vendor": FLAGS,
            "commercial": FLAGS,
            "product": st.sampled_from(("", "6F2K1EA#ABB")),
        }
        host = st.none() | record(Device, ref=st.just("HOST"), **unit)
        vague = record(Device, ref=st.just(""), kind=st.none(), maker=st.sampled_from(("", "Acme")), known=FLAGS)
        self.units = record(Device, ref=st.just(""), attached_to=host, **unit).map(_only_monitors_have_hosts) | vague
        self.contracts = st.builds(
            _contract,
            st.sampled_from(sorted(programme.scopes)),
            st.sampled_from(sorted(programme.tiers)),
            st.integers(-1000, 300),
            st.integers(1, 2000),
            st.none() | st.integers(0, 100),
            st.sampled_from(("provisional", "confirmed", "audited", "below")),
        )
        override = record(
            Override,
            kind=st.sampled_from(("goodwill", "safety_recall", "whim")),
            role=ROLES,
            reason_id=st.sampled_from(("R-1", "R-1", "R-1", "")),
            by=st.sampled_from(("mara", "mara", "mara", "")),
            expires_at=MOMENTS,
            devices=st.sampled_from(((), ("S0",))),
        )
        choice = record(
            DutyChoice,
            choice=st.sampled_from(("charge", "decline")),
            role=ROLES,
            by=st.sampled_from(("mara", "mara", "")),
        )
        standings = st.sampled_from(("helpdesk", "helpdesk", "token", "partner", "unlisted", "end_user", "outsider"))
        pins = st.sampled_from(("verified", "not_given", "unknown", "revoked"))
        details = {
            "at": st.integers(-5000, 5000).map(lambda minutes: NOW + timedelta(minutes=minutes)),
            "devices": st.lists(self.units, max_size=2).map(_numbered),
            "country": countries,
            "language": st.sampled_from([*sorted(programme.coverage.languages), "el", None]),
            "self_diagnosis": FLAGS,
            "missing": st.sampled_from(((), (), ("symptom",), ("symptom", "photo"))),
            "open_steps": st.sampled_from(((), (), ("reboot",))),
            "exclusions": st.sampled_from(
                ((), (), ("made_up",), *((key,) for key in sorted(programme.exclusions)), tuple(programme.exclusions))
            ),
            "choice": st.none() | choice,
            "agreed_exclusions": st.sampled_from(
                (
                    (),
                    (),
                    (),
                    (AgreedExclusion("X1", "RHEIN-A0001-K.1", kinds=("laptop",)),),
                    (AgreedExclusion("X1", "RHEIN-A0001-K.1", products=("6F2K1EA",)),),
                    (AgreedExclusion("X1", "RHEIN-A0001-K.1", countries=("XX",)),),
                )
            ),
        }
        self.facts = record(
            Facts,
            caller=record(Caller, standing=standings, pin=pins, authority_ends_at=st.none() | MOMENTS),
            contracts=st.lists(self.contracts, max_size=3).map(tuple),
            override=st.none() | override,
            **details,
        )
        """Any request at all."""
        since, until = NOW - timedelta(days=400), NOW + timedelta(days=400)
        running = [
            ContractScope(scope, tier, since, until, since, "confirmed")
            for scope, tier in zip(sorted(programme.scopes), sorted(programme.tiers), strict=False)
        ]
        home = st.sampled_from(sorted(programme.coverage.region_of)[:1])
        good_unit = {
            "maker": st.just("HP"),
            "country": home,
            "covers": st.sampled_from(((), (_cover(-900, 1800, "warranty"),), (_cover(-900, 300, "warranty"),))),
        }
        good_host = record(Device, ref=st.just("HOST"), kind=st.sampled_from(KINDS), **good_unit)
        good_monitor = record(
            Device, ref=st.just(""), kind=st.just("monitor"), attached_to=st.none() | good_host, **good_unit
        )
        good_device = record(Device, ref=st.just(""), kind=st.sampled_from(KINDS[:6]), **good_unit) | good_monitor
        self.good_facts = record(
            Facts,
            caller=st.just(Caller("helpdesk", "verified")),
            contracts=st.just(tuple(running)),
            **details
            | {
                "at": st.just(NOW) | st.just(NOW + timedelta(hours=900)) | st.just(NOW - timedelta(hours=600)),
                "devices": st.lists(good_device, min_size=1, max_size=2).map(_numbered),
                "self_diagnosis": st.just(True) | FLAGS,
                "missing": st.just(()),
                "open_steps": st.just(()),
            },
        )
        """A request in which caller, contracts and places are in order: cover, hosts, exclusions and choices decide.

        Moments and periods meet at their ends on purpose.
        """


def _numbered(units: list[Device]) -> tuple[Device, ...]:
    return tuple(unit._replace(ref=f"S{number}") for number, unit in enumerate(units))


def _only_monitors_have_hosts(unit: Device) -> Device:
    return unit if unit.kind == "monitor" else unit._replace(attached_to=None)
