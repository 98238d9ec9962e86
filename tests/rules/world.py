"""The standing cast of the rules' tests: a compact programme made by hand, and the people and machines around it.

Nieuwstad is a Dutch customer. Hanna is on its helpdesk, Eric is an end user, Petra works for its partner, Otto is an
outsider from another customer, Una knows the PIN but is on no list. Mara is a support manager of the vendor.
"""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from voorrang.rules.decision import Decision, decide
from voorrang.rules.facts import Caller, ContractScope, Cover, Device, DutyChoice, Facts, Override
from voorrang.rules.programme import (
    ActivationStep,
    Article,
    Choice,
    Coverage,
    Exclusion,
    Feature,
    Hours,
    Language,
    Minimum,
    Programme,
    Reading,
    ReasonText,
    Region,
    SaleRule,
    Scope,
    Text,
    Tier,
)
from voorrang.rules.reasons import Reason

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
"""A Wednesday, 11:00 in Amsterdam."""


def day(text: str) -> datetime:
    """Midnight UTC of an ISO date."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def named(english: str, dutch: str | None = None) -> Text:
    return {"en": english, "nl": dutch or english}


def reason_texts() -> dict[str, ReasonText]:
    """The real wording of `programmes/hp_priority_services/reasons.toml`."""
    with (ROOT / "programmes/hp_priority_services/reasons.toml").open("rb") as file:
        tables: dict[str, Any] = tomllib.load(file)
    return {
        code: ReasonText(code, tuple(table["clauses"]), table["text"], table.get("cure"), table["tone"])
        for code, table in tables.items()
    }


PCS = frozenset({"desktop", "laptop", "workstation", "retail_pos", "thin_client"})
OFFICE = Hours(
    around_the_clock=False, weekdays=frozenset(range(5)), opens=time(8), closes=time(18), zone=None, source="A.2"
)
ALWAYS = replace(OFFICE, around_the_clock=True, source="R.7")


def _coverage() -> Coverage:
    emea = Region("EMEA", named("Europe, Middle East and Africa"), frozenset({"NL", "DE", "GR"}), "C.3")
    americas = Region("AMS", named("Americas"), frozenset({"US", "BR"}), "C.2")
    return Coverage(
        starts_on=day("2024-05-01").date(),
        regions={"AMS": americas, "EMEA": emea},
        languages={
            "en": Language("en", named("English", "Engels"), "English", ALWAYS),
            "nl": Language("nl", named("Dutch", "Nederlands"), "Nederlands", OFFICE),
            "de": Language("de", named("German", "Duits"), "Deutsch", replace(OFFICE, zone="Europe/Berlin")),
        },
        fallback_language="en",
        country_languages={"NL": ("nl", "en"), "DE": ("de",), "GR": ("el",), "US": ("en", "es"), "BR": ("pt",)},
        zones={
            "NL": "Europe/Amsterdam",
            "DE": "Europe/Berlin",
            "GR": "Europe/Athens",
            "US": "America/New_York",
            "BR": "America/Sao_Paulo",
        },
        toll_free={},
        markets={},
        region_of={"NL": "EMEA", "DE": "EMEA", "GR": "EMEA", "US": "AMS", "BR": "AMS"},
    )


def _minimums() -> dict[str, tuple[Minimum, ...]]:
    everything = PCS | {"printer"}
    return {
        "PA": (Minimum(everything, 250, False, True, ("E.3", "R.1"), ("Q.7",)),),
        "PA+": (Minimum(everything, 1000, False, True, ("E.4", "R.2"), ("Q.3", "Q.7")),),
        "PM": (
            Minimum(PCS, 10_000, True, True, ("E.5", "R.3"), ("Q.7",)),
            Minimum(frozenset({"printer"}), 1000, True, True, ("E.5", "R.3"), ("Q.7",)),
        ),
        "PM+": (
            Minimum(PCS, 10_000, True, True, ("E.6", "R.4"), ("Q.7",)),
            Minimum(frozenset({"printer"}), 2000, True, True, ("E.6", "R.4"), ("Q.7",)),
        ),
    }


def _articles() -> dict[str, Article]:
    pc, prints, both = frozenset({"pc"}), frozenset({"print"}), frozenset({"pc", "print"})
    rows = [
        *(("U80M5E", "PA", pc, 1), ("U80LYE", "PA", pc, 2), ("U80M6E", "PA", pc, 3)),
        *(("U1PB1E", "PA", prints, 1), ("U1PB2E", "PA", prints, 3)),
        *(("U80M7E", "PM", pc, 1), ("U80M0E", "PM", pc, 2), ("U1PB3E", "PM", prints, 1)),
        *(("U62G2E", "PM+", both, 1), ("U62G4E", "PM+", both, 3)),
    ]
    return {number: Article(number, tier, scopes, term, "", "O.1") for number, tier, scopes, term in rows}


def small_programme(**changes: Any) -> Programme:
    """Build the hand-made programme: four tiers, five countries, three languages, ten articles."""
    features = ("direct_access", "remote_expert", "assigned_manager", "priority_parts", "technical_expert")
    included = "included"
    programme = Programme(
        code="small",
        vendor="HP",
        name=named("Small programme"),
        edition="test",
        terms_hash="terms",
        coverage_hash="coverage",
        readings_hash="readings",
        makers=frozenset({"hp"}),
        tiers={
            "PA": Tier("PA", named("Priority Access"), 1, ("G.1",)),
            "PA+": Tier("PA+", named("Priority Access Plus"), 2, ("G.2",)),
            "PM": Tier("PM", named("Priority Management"), 3, ("G.3",)),
            "PM+": Tier("PM+", named("Priority Management Plus"), 4, ("G.5",)),
        },
        features={
            key: Feature(key, named(key), ("M.1",), "assigned_manager" if key == "remote_expert" else None)
            for key in features
        },
        matrix={
            "PA": {"direct_access": included},
            "PA+": {"direct_access": included, "remote_expert": included},
            "PM": {
                "direct_access": included,
                "remote_expert": "replaced",
                "assigned_manager": included,
                "priority_parts": included,
            },
            "PM+": {
                "direct_access": included,
                "remote_expert": "replaced",
                "assigned_manager": included,
                "priority_parts": included,
                "technical_expert": included,
            },
        },
        minimums=_minimums(),
        scopes={
            "pc": Scope("pc", named("PCs", "pc's"), PCS, {"monitor": frozenset({"desktop", "workstation"})}, ("E.8",)),
            "print": Scope(
                "print",
                named("printers"),
                frozenset({"printer"}),
                {},
                ("E.8",),
                commercial_kinds=frozenset({"printer"}),
            ),
        },
        scope_of_kind={**dict.fromkeys(PCS, "pc"), "printer": "print"},
        articles=_articles(),
        sale_rules={"PM+": SaleRule("PM+", frozenset({"EMEA"}), "head_office", ("R.8",))},
        coverage=_coverage(),
        duties={},
        exclusions={
            "found_in_verification": Exclusion("found_in_verification", named("found in verification"), ("X.2",), True),
            "fix_not_installed": Exclusion("fix_not_installed", named("a fix was not installed"), ("X.3",)),
        },
        readings={
            "Q.3": _reading("Q.3", "PCs and/or printers"),
            "Q.7": _reading("Q.7", "under cover in all"),
        },
        clauses={},
        assumptions={},
        reasons=reason_texts(),
        activation=(
            ActivationStep("welcome_call", named("Welcome call"), "sales", 7, (2,), ("G.7",)),
            ActivationStep("helpdesk_contacts", named("List of helpdesk staff"), "helpdesk_lead", 14, (5, 1), ("E.2",)),
            ActivationStep("go_live", named("Go live"), "sales", 30, (7, 1), ("G.7",)),
        ),
        activation_days=30,
        visits_a_year=4,
        contract_starts="activation",
        tier_follows="scope",
        discretion_roles=frozenset({"support_manager"}),
        override_roles={
            "goodwill": frozenset({"support_manager"}),
            "safety_recall": frozenset({"support_manager", "technical_expert"}),
        },
    )
    return replace(programme, **changes)


def _reading(identity: str, text: str) -> Reading:
    choice = Choice("chosen", named(text), ())
    return Reading(identity, named("?"), "chosen", {"chosen": choice}, switchable=True, why_fixed=None)


PROGRAMME = small_programme()

HANNA = Caller("helpdesk", "verified")
ERIC = Caller("end_user")
PETRA = Caller("partner", "verified", authority_ends_at=day("2027-01-01"))
OTTO = Caller("outsider")
UNA = Caller("unlisted", "verified")

WARRANTY = Cover("warranty", day("2024-06-01"), day("2027-06-01"), "3y onsite")
ENDED_COVER = Cover("warranty", day("2023-02-20"), day("2026-02-20"), "3y onsite")
LAPTOP = Device("5CG1234ABC", "laptop", "HP", "NL", (WARRANTY,))
DESKTOP = Device("CZC7654XYZ", "desktop", "HP", "NL", (WARRANTY,))
PRINTER = Device("VNB3R12345", "printer", "HP", "NL", (WARRANTY,))
MONITOR = Device("CN44020ABC", "monitor", "HP", "NL", (), attached_to=DESKTOP)
UNCOVERED = LAPTOP._replace(ref="5CG0000OLD", covers=(ENDED_COVER,))

PC_CONTRACT = ContractScope("pc", "PM", day("2025-05-01"), day("2028-05-01"), day("2025-05-20"), "confirmed")
PRINT_CONTRACT = PC_CONTRACT._replace(scope="print", tier="PA")


def facts(*devices: Device, **changes: Any) -> Facts:
    """Hanna asks in Dutch for help with these devices, having diagnosed the problem; PCs and printers are under contract."""
    standard = Facts(
        caller=HANNA,
        at=NOW,
        contracts=(PC_CONTRACT, PRINT_CONTRACT),
        devices=devices,
        country="NL",
        language="nl",
        self_diagnosis=True,
    )
    return standard._replace(**changes)


def ask(*devices: Device, programme: Programme = PROGRAMME, **changes: Any) -> Decision:
    """Decide on `facts(...)`."""
    return decide(facts(*devices, **changes), programme)


def codes(decision: Decision, device: str | None = None) -> set[str]:
    """The codes of a decision's reasons, of one device if named."""
    return {reason.code for reason in decision.reasons if device is None or reason.device == device}


def reason_of(decision: Decision, code: str) -> Reason:
    """The only reason with this code."""
    (reason,) = (reason for reason in decision.reasons if reason.code == code)
    return reason


def charge(role: str = "support_manager") -> DutyChoice:
    return DutyChoice("charge", role, by="mara")


def decline(role: str = "support_manager") -> DutyChoice:
    return DutyChoice("decline", role, by="mara")


def goodwill(**changes: Any) -> Override:
    """An exception that Mara granted for another week."""
    return Override("goodwill", "support_manager", "R-17", NOW + timedelta(days=7), by="mara")._replace(**changes)
