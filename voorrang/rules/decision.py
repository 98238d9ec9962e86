"""May support be claimed? One pure function from facts and a programme to an outcome with reasons.

In short: who calls decides whether we talk at all (E.2); the contract, the unit and its cover decide what the unit gets; an
unmet duty makes it conditional (D.2-D.4); a named person may charge, decline or make an exception (D.5). A unit that the
programme does not serve falls back on its own warranty.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Literal, NamedTuple

from voorrang.rules.facts import Caller, ContractScope, Cover, Device, DutyChoice, Facts, Override
from voorrang.rules.index import Index, index_of, is_open, next_opening
from voorrang.rules.programme import Programme, Standing
from voorrang.rules.reasons import JSON, Reason

type Outcome = Literal["refused", "base_warranty", "chargeable", "conditional", "entitled"]

OUTCOMES: tuple[Outcome, ...] = ("refused", "base_warranty", "chargeable", "conditional", "entitled")
"""From worst to best (decision 3)."""

ENDS_SOON = timedelta(days=30)
"""A contract or cover that ends within this time is announced."""

_REFUSED, _BASE_WARRANTY, _CHARGEABLE, _CONDITIONAL, _ENTITLED = range(5)
_BLOCKED, _PROVISIONAL, _CLEAR = range(3)
"""How a device stands before its cover is looked at: not for the programme, not certain yet, fine."""
_TICK = timedelta(microseconds=1)
_NOTHING: dict[str, JSON] = {}


class DeviceDecision(NamedTuple):
    """The outcome for one device; `tier` is the one it is served at, None where the programme does not serve it."""

    ref: str
    outcome: Outcome
    tier: str | None


class LanguageService(NamedTuple):
    """The language asked for, the one spoken now, and when the asked one is next spoken (None: now, or never)."""

    asked: str
    spoken: str
    open_now: bool
    opens_at: datetime | None


class Decision(NamedTuple):
    """The outcome, its reasons, and the parts: devices by ref, the language, the best tier that holds."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    devices: tuple[DeviceDecision, ...]
    language: LanguageService | None
    tier: str | None


def features_of(tier: str, programme: Programme) -> dict[str, Standing]:
    """The features of a tier by key, in the programme's order. Unknown tier: KeyError."""
    row = programme.matrix[tier]
    return {key: row[key] for key in programme.features if key in row}


def decide(facts: Facts, programme: Programme) -> Decision:
    """Decide on facts. Never raises for facts that `wire.facts_from_json` accepts; the order of the facts plays no part."""
    index = index_of(programme)
    reasons: list[Reason] = []
    devices = facts.devices
    if len(devices) > 1:
        devices = tuple(sorted(devices, key=_by_ref))
    cap = _judge_caller(facts.caller, facts.at, reasons)
    if cap == _REFUSED:
        return _turn_away(facts, devices, index, reasons)
    request = _Request(facts, index, reasons)
    results = [request.judge(device) for device in devices] if devices else [request.judge_question()]
    results = request.settle(results, cap)
    best = max(outcome for _, outcome, _ in results)
    worse = sum(outcome < best for _, outcome, _ in results) if len(results) > 1 else 0
    if worse:
        reasons.append(Reason("some_devices_not_covered", {"count": worse, "of": len(results)}))
    rank = index.rank
    tiers = [tier for _, _, tier in results if tier is not None]
    language = _judge_language(facts, index, reasons)
    return Decision(
        OUTCOMES[best],
        tuple(reasons),
        tuple(DeviceDecision(ref, OUTCOMES[outcome], tier) for ref, outcome, tier in results) if devices else (),
        language,
        max(tiers, key=lambda tier: (rank.get(tier, 0), tier)) if tiers else None,
    )


type _Result = tuple[str, int, str | None]
"""Ref, outcome as its place in OUTCOMES, tier."""

_CALLERS: dict[str, tuple[int, Reason]] = {
    "helpdesk": (_ENTITLED, Reason("caller_helpdesk", _NOTHING)),
    "partner": (_ENTITLED, Reason("caller_partner", _NOTHING)),
    "token": (_ENTITLED, Reason("caller_token", _NOTHING)),
    "unlisted": (_CONDITIONAL, Reason("caller_unlisted", _NOTHING)),
    "end_user": (_REFUSED, Reason("caller_end_user", _NOTHING)),
    "outsider": (_REFUSED, Reason("caller_outsider", _NOTHING)),
}
_PINS: dict[str, Reason] = {
    "verified": Reason("pin_verified", _NOTHING),
    "unknown": Reason("pin_unknown", _NOTHING),
    "revoked": Reason("pin_revoked", _NOTHING),
}
_UNLISTED_NO_PIN = Reason("caller_unlisted_no_pin", _NOTHING)
_SELF_DIAGNOSIS_GIVEN = Reason("self_diagnosis_given", _NOTHING)
_SELF_DIAGNOSIS_MISSING = Reason("self_diagnosis_missing", _NOTHING)


def _judge_caller(caller: Caller, at: datetime, reasons: list[Reason]) -> int:
    """Say why this caller may or may not ask (E.2), and return the best outcome that it can get."""
    cap, reason = _CALLERS[caller.standing]
    if caller.standing == "unlisted" and caller.pin != "verified":
        reasons.append(_UNLISTED_NO_PIN)
        return _REFUSED
    ended_at = caller.authority_ends_at
    if caller.standing == "partner" and ended_at is not None and ended_at <= at:
        reasons.append(Reason("partner_authority_ended", _ended(ended_at, at)))
        return _REFUSED
    reasons.append(reason)
    pin = _PINS.get(caller.pin)
    if pin is not None and cap != _REFUSED:
        reasons.append(pin)
        if caller.pin != "verified":
            return _CONDITIONAL
    return cap


def _turn_away(facts: Facts, devices: Iterable[Device], index: Index, reasons: list[Reason]) -> Decision:
    """Refuse because of who calls; each unit keeps its own warranty, and an exception waits for the right caller."""
    at = facts.at
    decided = []
    for device in devices:
        decided.append(DeviceDecision(device.ref, "refused", None))
        cover = _cover_at(device.covers, at) if device.known else None
        if cover is not None:
            reasons.append(_own_cover("base_warranty_stands", device.ref, cover))
    override = facts.override
    if override is not None and _override_flaw(override, at, index.programme) is None:
        reasons.append(Reason("override_waits_for_helpdesk", {"override": override.kind}))
    language = _judge_language(facts, index, reasons)
    return Decision("refused", tuple(reasons), tuple(decided), language, None)


class _Request:
    """The part of one decision that all its devices share. Lives for one call of `decide`."""

    __slots__ = (
        "at",
        "choice",
        "excluded",
        "facts",
        "index",
        "mentioned",
        "reasons",
        "running",
        "top",
        "unless",
        "unmet",
        "used",
    )

    def __init__(self, facts: Facts, index: Index, reasons: list[Reason]) -> None:
        self.facts = facts
        self.index = index
        self.reasons = reasons
        self.at = facts.at
        self.running: dict[str, ContractScope] = {}
        self.top: ContractScope | None = None
        self.mentioned: dict[str | None, ContractScope | None] = {}
        self.used = False
        self._find_contracts()
        self.unmet = self._judge_duties()
        self.choice = self._allowed_choice(facts.choice) if facts.choice is not None else None
        self.excluded = False
        self.unless: list[str] = []
        if facts.exclusions:
            self._sort_exclusions()

    # Contracts

    def _find_contracts(self) -> None:
        """Keep for each scope the contract in force, at the highest tier where (against the rules of writing) two are."""
        at, index = self.at, self.index
        for contract in self.facts.contracts:
            starts_at = _starts_at(contract, index)
            if starts_at is not None and starts_at <= at < contract.ends_at:
                held = self.running.get(contract.scope)
                if held is None or self._weight(contract) > self._weight(held):
                    self.running[contract.scope] = contract
        if self.running:
            self.top = (
                max(self.running.values(), key=self._weight)
                if len(self.running) > 1
                else next(iter(self.running.values()))
            )

    def _weight(self, contract: ContractScope) -> tuple[int, datetime, str, str]:
        return (self.index.rank.get(contract.tier, 0), contract.ends_at, contract.scope, contract.eligibility)

    def contract_for(self, scope: str | None) -> ContractScope | None:
        """Return the contract in force for a scope (None: for any), with its reasons the first time that it is asked for."""
        if scope in self.mentioned:
            return self.mentioned[scope]
        contract = self.top if scope is None else self.running.get(scope)
        if contract is None:
            reason = self._why_no_contract(scope)
            if reason not in self.reasons:
                self.reasons.append(reason)
        else:
            self._mention(contract)
            if scope is None:
                self.mentioned[contract.scope] = contract
        self.mentioned[scope] = contract
        return contract

    def tier_of(self, contract: ContractScope) -> str:
        """The tier that this contract is served at (Q.20)."""
        top = self.top
        return top.tier if self.index.tier_of_customer and top is not None else contract.tier

    def _mention(self, contract: ContractScope) -> None:
        if contract.scope in self.mentioned:
            return
        reasons, scope, at = self.reasons, contract.scope, self.at
        ends_at = contract.ends_at
        last = _last_day(ends_at)
        reasons.append(Reason("contract_in_force", {"scope": scope, "tier": contract.tier, "until_on": last}))
        tier = self.tier_of(contract)
        if tier != contract.tier:
            reasons.append(Reason("tier_follows_customer", {"scope": scope, "tier": tier}))
        if contract.eligibility == "below":
            reasons.append(Reason("eligibility_below", {"scope": scope, "tier": contract.tier}))
        elif contract.eligibility == "provisional":
            reasons.append(Reason("eligibility_provisional", {"scope": scope, "tier": contract.tier}))
        if ends_at - at <= ENDS_SOON and not any(
            other.scope == scope and other.starts_at <= ends_at < other.ends_at for other in self.facts.contracts
        ):
            days = (ends_at.date() - at.date()).days
            reasons.append(Reason("contract_ends_soon", {"days": days, "ends_on": last, "scope": scope}))

    def _why_no_contract(self, scope: str | None) -> Reason:
        """Name the contract that comes nearest, with the nearest cure: activate, wait, renew, buy."""
        bought = [contract for contract in self.facts.contracts if scope is None or contract.scope == scope]
        if not bought:
            if scope is None or not self.facts.contracts:
                return Reason("contract_absent", _NOTHING)
            return Reason("contract_none_for_scope", {"scope": scope})
        at, index = self.at, self.index
        alive = [contract for contract in bought if at < contract.ends_at]
        dormant = sorted(
            contract.scope for contract in alive if _starts_at(contract, index) is None and contract.starts_at <= at
        )
        if dormant:
            return Reason("contract_not_activated", {"scope": dormant[0]})
        if alive:
            first = min(alive, key=lambda contract: (_starts_at(contract, index) or contract.starts_at, contract.scope))
            starts_at = _starts_at(first, index) or first.starts_at
            return Reason("contract_not_started", {**_starting(starts_at, at), "scope": first.scope})
        latest = max(bought, key=lambda contract: (contract.ends_at, contract.scope))
        return Reason("contract_ended", {**_ended(latest.ends_at, at), "scope": latest.scope})

    # Duties, exclusions and choices

    def _judge_duties(self) -> bool:
        """Whether a duty is unmet (D.2-D.4): a condition, never a hurdle."""
        facts, reasons = self.facts, self.reasons
        reasons.append(_SELF_DIAGNOSIS_GIVEN if facts.self_diagnosis else _SELF_DIAGNOSIS_MISSING)
        if facts.missing:
            reasons.append(Reason("information_missing", {"items": sorted(facts.missing)}))
        if facts.open_steps:
            reasons.append(Reason("steps_open", {"items": sorted(facts.open_steps)}))
        return not facts.self_diagnosis or bool(facts.missing) or bool(facts.open_steps)

    def _allowed_choice(self, choice: DutyChoice) -> str | None:
        if choice.role in self.index.programme.discretion_roles:
            return choice.choice
        self.reasons.append(Reason("choice_not_allowed", {"role": choice.role}))
        return None

    def _sort_exclusions(self) -> None:
        """Split the claimed exclusions into those that hold whatever the cover and those that cover lifts (X.2)."""
        known = self.index.programme.exclusions
        for key in sorted(set(self.facts.exclusions)):
            exclusion = known.get(key)
            if exclusion is None:
                self.reasons.append(Reason("exclusion_unknown", {"exclusion": key}))
            elif exclusion.unless_covered and self.facts.devices:
                self.unless.append(key)
            else:
                self.excluded = True
                self.reasons.append(Reason("excluded", {"exclusion": key}))

    def _excluded(self, ref: str, *, covered: bool) -> bool:
        """Whether an exclusion holds for a device."""
        for key in self.unless:
            code = "exclusion_lifted" if covered else "excluded_uncovered"
            self.reasons.append(Reason(code, {"exclusion": key}, ref))
        return self.excluded or (bool(self.unless) and not covered)

    def _weigh(self, *, served: bool, provisional: bool, excluded: bool) -> int:
        """Outcome for a device under contract; not `served` when its cover fails."""
        if excluded or not served or self.unmet:
            if self.choice == "charge":
                self.used = True
                return _CHARGEABLE
            if self.choice == "decline":
                self.used = True
                return _REFUSED
        if excluded or not served:
            return _REFUSED
        return _CONDITIONAL if provisional or self.unmet else _ENTITLED

    # Devices

    def judge_question(self) -> _Result:
        """Judge a request that names no device: the contract and the place decide."""
        self.reasons.append(Reason("question_without_device", _NOTHING))
        contract = self.contract_for(None)
        country = self.facts.country
        blocked = contract is None
        if country is not None and country not in self.index.countries:
            self.reasons.append(Reason("place_not_covered", {"country": country}))
            blocked = True
        if contract is None or blocked:
            return ("", _REFUSED, None)
        outcome = self._weigh(served=True, provisional=False, excluded=self.excluded)
        return ("", outcome, self.tier_of(contract))

    def judge(self, device: Device) -> _Result:
        """Judge one device: its kind and maker (E.8), its country, its contract, its cover (E.9, X.1), in this order."""
        ref, reasons = device.ref, self.reasons
        if not device.known:
            reasons.append(Reason("device_unknown", _NOTHING, ref))
        standing, scope, subject = self._judge_kind(device)
        standing = min(standing, self._judge_place(device, subject))
        contract = self.contract_for(scope) if scope is not None or device.kind is None else None
        if contract is None or standing == _BLOCKED:
            return (ref, self._fall_back(device), None)
        served, covered = self._judge_cover(device, subject)
        excluded = self._excluded(ref, covered=covered) if self.unless else self.excluded
        outcome = self._weigh(served=served, provisional=standing == _PROVISIONAL, excluded=excluded)
        if outcome > _REFUSED:
            return (ref, outcome, self.tier_of(contract))
        if subject is not device and not served and not excluded and self.choice is None:
            return (ref, self._fall_back(device, told=True), None)
        own = _cover_at(device.covers, self.at) if device.known else None
        if own is not None:
            reasons.append(_own_cover("base_warranty_stands", ref, own))
        return (ref, _REFUSED, None)

    def _judge_kind(self, device: Device) -> tuple[int, str | None, Device]:
        """Judge maker and kind (E.8). Returns the standing, the scope, and the device whose cover counts."""
        index, kind, reasons = self.index, device.kind, self.reasons
        standing = _CLEAR if device.known else _PROVISIONAL
        if self._maker_blocks(device):
            standing = _BLOCKED
        if kind is None:
            if device.known:
                reasons.append(Reason("kind_unknown", _NOTHING, device.ref))
            return (min(standing, _PROVISIONAL), None, device)
        scope = index.scope_of.get(kind)
        if scope is not None:
            if kind in index.commercial_kinds and not device.commercial:
                reasons.append(Reason("not_commercial", {"kind": kind}, device.ref))
                standing = _BLOCKED
            elif standing != _BLOCKED:
                reasons.append(Reason("device_eligible", {"kind": kind}, device.ref))
            return (standing, scope, device)
        along = index.along.get(kind)
        if along is None:
            reasons.append(Reason("kind_not_eligible", {"kind": kind}, device.ref))
            return (_BLOCKED, None, device)
        scope, hosts = along
        host = self._host_of(device, kind, hosts)
        if host is None:
            return (_BLOCKED, scope, device)
        if not host.known:
            reasons.append(Reason("host_unknown", {"host": host.ref}, device.ref))
            standing = min(standing, _PROVISIONAL)
        return (standing, scope, host)

    def _judge_place(self, device: Device, subject: Device) -> int:
        """Judge the country: the device's own, else its host's, else where help is asked."""
        country = device.country or subject.country or self.facts.country
        if country is None:
            self.reasons.append(Reason("country_missing", _NOTHING, device.ref))
            return _PROVISIONAL
        if country not in self.index.countries:
            self.reasons.append(Reason("country_not_covered", {"country": country}, device.ref))
            return _BLOCKED
        return _CLEAR

    def _maker_blocks(self, device: Device) -> bool:
        maker = device.maker.lower()
        if maker in self.index.makers or device.sold_by_vendor or (not device.known and not maker):
            return False
        self.reasons.append(Reason("maker_other", {"maker": device.maker}, device.ref))
        return True

    def _host_of(self, device: Device, kind: str, hosts: frozenset[str]) -> Device | None:
        """Return the host that brings this device along (E.8), or None with the reason why there is none."""
        host, ref = device.attached_to, device.ref
        if host is None:
            self.reasons.append(Reason("host_missing", {"kind": kind}, ref))
            return None
        if host.kind is None and not host.known:
            return host
        if host.kind not in hosts:
            facts = {"host": host.ref, "host_kind": host.kind or "other", "kind": kind}
            self.reasons.append(Reason("host_of_wrong_kind", facts, ref))
            return None
        maker = host.maker.lower()
        uncommercial = host.kind in self.index.commercial_kinds and not host.commercial
        if uncommercial or not (maker in self.index.makers or host.sold_by_vendor or (not host.known and not maker)):
            self.reasons.append(Reason("host_not_eligible", {"host": host.ref}, ref))
            return None
        self.reasons.append(Reason("comes_along", {"host": host.ref, "host_kind": host.kind, "kind": kind}, ref))
        return host

    def _judge_cover(self, device: Device, subject: Device) -> tuple[bool, bool]:
        """Whether missing cover stands in the way, and whether there is cover. Cover of an unknown unit is not judged yet."""
        if not subject.known:
            return (True, False)
        at, ref, reasons = self.at, device.ref, self.reasons
        cover = _cover_at(subject.covers, at)
        if cover is None:
            reasons.append(_why_no_cover(subject.covers, at, ref, None if subject is device else subject.ref))
            return (False, False)
        if subject is device:
            facts = {"cover": cover.kind, "level": cover.level, "until_on": _last_day(cover.ends_at)}
            reasons.append(Reason("device_covered", facts, ref))
            if cover.ends_at - at <= ENDS_SOON:
                ends_at = _end_of_chain(subject.covers, cover.ends_at)
                if ends_at - at <= ENDS_SOON:
                    days = (ends_at.date() - at.date()).days
                    reasons.append(Reason("cover_ends_soon", {"days": days, "ends_on": _last_day(ends_at)}, ref))
        return (True, True)

    def _fall_back(self, device: Device, *, told: bool = False) -> int:
        """Hand a unit that the programme does not serve to its own warranty, where it has one.

        `told`: why it is not covered stands among the reasons already.
        """
        if not device.known:
            return _REFUSED
        cover = _cover_at(device.covers, self.at)
        if cover is None and told:
            return _REFUSED
        if cover is None:
            self.reasons.append(_why_no_cover(device.covers, self.at, device.ref, None))
            return _REFUSED
        self.reasons.append(_own_cover("base_warranty_applies", device.ref, cover))
        return _BASE_WARRANTY

    # The end

    def settle(self, results: list[_Result], cap: int) -> list[_Result]:
        """Apply what a named person decided, and the most that this caller can get."""
        facts, reasons = self.facts, self.reasons
        if facts.choice is not None and self.choice is not None:
            if not self.used:
                reasons.append(Reason("choice_without_ground", _NOTHING))
            elif self.choice == "charge":
                reasons.append(Reason("charged_by_choice", {"role": facts.choice.role}))
            else:
                reasons.append(Reason("declined_by_choice", {"role": facts.choice.role}))
        override = facts.override
        if override is not None:
            flaw = _override_flaw(override, self.at, self.index.programme)
            if flaw is not None:
                reasons.append(flaw)
            else:
                results = [self._lift(result, override) for result in results]
                reasons.append(Reason("override_granted", _granted(override)))
        if cap < _ENTITLED:
            results = [(ref, min(outcome, cap), tier) for ref, outcome, tier in results]
        return results

    def _lift(self, result: _Result, override: Override) -> _Result:
        ref, _, tier = result
        if override.devices and ref not in override.devices:
            return result
        return (ref, _ENTITLED, tier or (self.tier_of(self.top) if self.top is not None else None))


def _starts_at(contract: ContractScope, index: Index) -> datetime | None:
    """When a contract begins to count (Q.14); None while it waits for its activation."""
    if not index.from_activation:
        return contract.starts_at
    if contract.activated_at is None:
        return None
    return max(contract.starts_at, contract.activated_at)


def _cover_at(covers: tuple[Cover, ...], at: datetime) -> Cover | None:
    """Return the cover in force that lasts longest."""
    found: Cover | None = None
    for cover in covers:
        if cover.starts_at <= at < cover.ends_at and (
            found is None or (cover.ends_at, cover.kind, cover.level) > (found.ends_at, found.kind, found.level)
        ):
            found = cover
    return found


def _end_of_chain(covers: tuple[Cover, ...], ends_at: datetime) -> datetime:
    """Return when cover really ends: a cover that begins in time carries on from the one before."""
    for cover in sorted(covers, key=attrgetter("starts_at")):
        if cover.starts_at <= ends_at < cover.ends_at:
            ends_at = cover.ends_at
    return ends_at


def _why_no_cover(covers: tuple[Cover, ...], at: datetime, ref: str, host: str | None) -> Reason:
    """Name the cover that comes nearest (X.1): one about to start before one that ended, unless that ended more recently."""
    ended = max((cover.ends_at for cover in covers if cover.ends_at <= at), default=None)
    coming = min((cover.starts_at for cover in covers if at < cover.starts_at < cover.ends_at), default=None)
    facts: dict[str, JSON]
    if coming is not None and (ended is None or coming - at <= at - ended):
        code, facts = "cover_not_started", _starting(coming, at)
    elif ended is not None:
        code, facts = "cover_ended", _ended(ended, at)
    else:
        code, facts = "cover_none", {}
    if host is not None:
        code, facts["host"] = f"host_{code}", host
    return Reason(code, facts, ref)


def _own_cover(code: str, ref: str, cover: Cover) -> Reason:
    return Reason(code, {"cover": cover.kind, "until_on": _last_day(cover.ends_at)}, ref)


def _override_flaw(override: Override, at: datetime, programme: Programme) -> Reason | None:
    """Why a named exception has no effect, or None when it has."""
    if not override.reason_id or override.role not in programme.override_roles.get(override.kind, ()):
        return Reason("override_not_allowed", {"override": override.kind, "role": override.role})
    if override.expires_at <= at:
        return Reason("override_expired", {"expired_on": _last_day(override.expires_at), "override": override.kind})
    return None


def _granted(override: Override) -> dict[str, JSON]:
    return {
        "override": override.kind,
        "override_reason": override.reason_id,
        "until_on": _last_day(override.expires_at),
    }


def _judge_language(facts: Facts, index: Index, reasons: list[Reason]) -> LanguageService | None:
    """Say which language is spoken now (C.5, R.7, Q.18). It never changes the outcome."""
    asked = facts.language
    if asked is None:
        return None
    fallback = index.programme.coverage.fallback_language
    hours = index.hours.get(asked)
    if hours is None:
        reasons.append(Reason("language_unsupported", {"fallback": fallback, "language": asked}))
        return LanguageService(asked, fallback, open_now=False, opens_at=None)
    if not hours.around_the_clock:
        zone = index.zone(hours, facts.country)
        if not is_open(hours, facts.at.astimezone(zone)):
            opens_at = next_opening(hours, facts.at, zone)
            if opens_at is None:
                reasons.append(Reason("language_unsupported", {"fallback": fallback, "language": asked}))
            else:
                shown = opens_at.strftime("%Y-%m-%dT%H:%M:%SZ")
                reasons.append(Reason("language_closed", {"fallback": fallback, "language": asked, "opens_at": shown}))
            return LanguageService(asked, fallback, open_now=False, opens_at=opens_at)
    reasons.append(Reason("language_open", {"language": asked}))
    return LanguageService(asked, asked, open_now=True, opens_at=None)


def _last_day(ends_at: datetime) -> str:
    """The last day inside a half-open period, as people name its end."""
    return (ends_at - _TICK).date().isoformat()


def _ended(ends_at: datetime, at: datetime) -> dict[str, JSON]:
    last: date = (ends_at - _TICK).date()
    return {"days": (at.date() - last).days, "ended_on": last.isoformat()}


def _starting(starts_at: datetime, at: datetime) -> dict[str, JSON]:
    return {"days": (starts_at.date() - at.date()).days, "starts_on": starts_at.date().isoformat()}


def _by_ref(device: Device) -> tuple[str, str]:
    return (device.ref, repr(device))
