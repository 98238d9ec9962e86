"""Facts, decisions and clocks as JSON: what files, the API and stored decisions hold. Pure; nothing here reads a file."""

from typing import Any, cast

from voorrang.rules.clocks import CLOCK, EVALUATION, evaluate
from voorrang.rules.decision import Decision, decide
from voorrang.rules.explain import explain
from voorrang.rules.facts import (
    AgreedExclusion,
    Caller,
    CallerStanding,
    ChoiceKind,
    ContractScope,
    Cover,
    CoverKind,
    Device,
    DutyChoice,
    EligibilityStatus,
    Facts,
    Override,
    PinState,
)
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import JSON, Reason
from voorrang.rules.shape import (
    FieldError,
    Flag,
    Instant,
    Many,
    Maybe,
    OneOf,
    PayloadRefused,
    Record,
    Shape,
    Words,
    canonical,
    digest,
    read,
    shown_instant,
    words_of,
)

__all__ = [
    "SCHEMAS",
    "FieldError",
    "PayloadRefused",
    "canonical",
    "clock_json",
    "decide_json",
    "decision_to_json",
    "digest",
    "facts_from_json",
    "facts_hash",
    "facts_to_json",
    "reason_to_json",
]

_KEY = Words(64)
_COUNTRY = Words(2, upper=True, pattern="[A-Z]{2}", hint="two letters as in ISO 3166, for instance NL")
_LANGUAGE = Words(16, pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", hint="a language tag, for instance de or zh-Hans")
_KEYS = Many(_KEY, most=100)


def _ends_after_start(period: Any) -> tuple[str, str, str] | None:
    if period.starts_at < period.ends_at:
        return None
    return ("ends_at", "ends_before_start", "must be later than starts_at (it is exclusive); swap or mend them")


_COVER = Record(
    Cover,
    {
        "kind": OneOf(words_of(CoverKind)),
        "level": Words(100, may_be_empty=True),
        "starts_at": Instant(),
        "ends_at": Instant(),
    },
    {"level": ""},
    _ends_after_start,
)
_UNIT: dict[str, Shape] = {
    "ref": Words(100),
    "kind": Maybe(_KEY),
    "maker": Words(100, may_be_empty=True),
    "country": Maybe(_COUNTRY),
    "covers": Many(_COVER),
    "known": Flag(),
    "sold_by_vendor": Flag(),
    "commercial": Flag(),
    "product": Words(64, may_be_empty=True),
}
_UNIT_DEFAULTS: dict[str, JSON] = {
    "kind": None,
    "maker": "",
    "country": None,
    "covers": [],
    "known": True,
    "sold_by_vendor": False,
    "commercial": True,
    "product": "",
}
_DEVICE = Record(
    Device,
    _UNIT | {"attached_to": Maybe(Record(Device, _UNIT, _UNIT_DEFAULTS))},
    _UNIT_DEFAULTS | {"attached_to": None},
)
_CALLER = Record(
    Caller,
    {
        "standing": OneOf(words_of(CallerStanding)),
        "pin": OneOf(words_of(PinState)),
        "authority_ends_at": Maybe(Instant()),
    },
    {"pin": "not_given", "authority_ends_at": None},
)
_CONTRACT = Record(
    ContractScope,
    {
        "scope": _KEY,
        "tier": _KEY,
        "starts_at": Instant(),
        "ends_at": Instant(),
        "activated_at": Maybe(Instant()),
        "eligibility": OneOf(words_of(EligibilityStatus)),
    },
    {"activated_at": None, "eligibility": "provisional"},
    _ends_after_start,
)
_CHOICE = Record(
    DutyChoice,
    {"choice": OneOf(words_of(ChoiceKind)), "role": _KEY, "by": Words(64, may_be_empty=True)},
    {"by": ""},
)
_OVERRIDE = Record(
    Override,
    {
        "kind": _KEY,
        "role": _KEY,
        "reason_id": _KEY,
        "expires_at": Instant(),
        "by": Words(64, may_be_empty=True),
        "devices": Many(Words(100)),
    },
    {"by": "", "devices": []},
)
_AGREED_EXCLUSION = Record(
    AgreedExclusion,
    {
        "ref": _KEY,
        "agreement": _KEY,
        "kinds": _KEYS,
        "countries": Many(_COUNTRY, most=300),
        "products": Many(Words(64), most=500),
    },
    {"kinds": [], "countries": [], "products": []},
)
_FACTS = Record(
    Facts,
    {
        "caller": _CALLER,
        "at": Instant(),
        "contracts": Many(_CONTRACT),
        "devices": Many(_DEVICE, unique="ref"),
        "country": Maybe(_COUNTRY),
        "language": Maybe(_LANGUAGE),
        "self_diagnosis": Flag(),
        "missing": _KEYS,
        "open_steps": _KEYS,
        "exclusions": _KEYS,
        "choice": Maybe(_CHOICE),
        "override": Maybe(_OVERRIDE),
        "agreed_exclusions": Many(_AGREED_EXCLUSION, unique="ref"),
    },
    {
        "contracts": [],
        "devices": [],
        "country": None,
        "language": None,
        "self_diagnosis": False,
        "missing": [],
        "open_steps": [],
        "exclusions": [],
        "choice": None,
        "override": None,
        "agreed_exclusions": [],
    },
)


def facts_from_json(payload: JSON, programme: Programme | None = None) -> Facts:
    """Read facts; with a programme, keys that it does not have are refused too. Raises PayloadRefused with every error."""
    facts = cast("Facts", read(_FACTS, payload))
    errors = _strange_keys(facts, programme) if programme is not None else ()
    if errors:
        raise PayloadRefused(tuple(errors))
    return facts


def _strange_keys(facts: Facts, programme: Programme) -> list[FieldError]:
    used = [
        *((f"contracts[{n}].tier", held.tier, programme.tiers) for n, held in enumerate(facts.contracts)),
        *((f"contracts[{n}].scope", held.scope, programme.scopes) for n, held in enumerate(facts.contracts)),
        *((f"exclusions[{n}]", key, programme.exclusions) for n, key in enumerate(facts.exclusions)),
    ]
    if facts.override is not None:
        used.append(("override.kind", facts.override.kind, programme.override_roles))
    return [
        FieldError(field, "unknown_value", f"the programme has no {key!r}; choose one of {', '.join(sorted(known))}")
        for field, key, known in used
        if key not in known
    ]


def facts_to_json(facts: Facts) -> dict[str, JSON]:
    """Write facts in canonical form: every field, lists sorted, instants in UTC. Equal facts in any order write alike."""
    return cast("dict[str, JSON]", _FACTS.write(facts))


def facts_hash(facts: Facts) -> str:
    """Return the SHA-256 of the canonical facts, in hex."""
    return digest(facts_to_json(facts))


def reason_to_json(reason: Reason, programme: Programme | None = None, language: str = "en") -> dict[str, JSON]:
    """Write a reason; with a programme also its clauses, tone, text and cure."""
    written: dict[str, JSON] = {"code": reason.code, "facts": dict(reason.facts), "device": reason.device}
    if programme is not None:
        told = explain(reason, programme, language)
        written |= {
            "clause": told.clauses[0] if told.clauses else None,
            "clauses": list(told.clauses),
            "tone": told.tone,
            "text": told.text,
            "cure": told.cure,
        }
    return written


def decision_to_json(decision: Decision, programme: Programme | None = None, language: str = "en") -> dict[str, JSON]:
    """Write a decision; with a programme its reasons are told in words."""
    spoken = decision.language
    return {
        "outcome": decision.outcome,
        "tier": decision.tier,
        "devices": [{"ref": one.ref, "outcome": one.outcome, "tier": one.tier} for one in decision.devices],
        "language": None
        if spoken is None
        else {
            "asked": spoken.asked,
            "spoken": spoken.spoken,
            "open_now": spoken.open_now,
            "opens_at": None if spoken.opens_at is None else shown_instant(spoken.opens_at),
        },
        "reasons": [reason_to_json(reason, programme, language) for reason in decision.reasons],
    }


def decide_json(payload: JSON, programme: Programme, language: str = "en") -> dict[str, JSON]:
    """Decide on facts from a file. Raises PayloadRefused. The answer names programme, edition and the hash of the facts."""
    facts = facts_from_json(payload, programme)
    terms, coverage, readings = programme.identity
    return {
        **decision_to_json(decide(facts, programme), programme, language),
        "programme": {
            "code": programme.code,
            "edition": programme.edition,
            "terms": terms,
            "coverage": coverage,
            "readings": readings,
        },
        "facts_hash": facts_hash(facts),
    }


def clock_json(payload: JSON) -> dict[str, JSON]:
    """Evaluate a clock from a file: {promise, calendar, events, now}. Raises PayloadRefused."""
    clock = read(CLOCK, payload)
    evaluation = evaluate(clock.promise, clock.calendar, clock.events, clock.now)
    return cast("dict[str, JSON]", EVALUATION.write(evaluation))


def _schema(title: str, shape: Shape) -> dict[str, JSON]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **shape.schema()}


SCHEMAS: dict[str, dict[str, JSON]] = {
    "facts": _schema("Facts of one decision", _FACTS),
    "clock": _schema("A promise, its calendar, what happened, and now", CLOCK),
    "evaluation": _schema("What a clock shows", EVALUATION),
}
"""JSON schemas of what `decide_json` and `clock_json` read, and of what the latter answers."""
