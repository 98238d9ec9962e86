"""One request: its duties, exclusions and choices, and each of its devices in turn."""

from voorrang.rules.agreed_exclusions import leaves_out, leaves_out_place
from voorrang.rules.covers import cover_at, end_of_chain, own_cover, why_no_cover
from voorrang.rules.facts import Device, DutyChoice, Facts, Override
from voorrang.rules.holdings import Holdings
from voorrang.rules.index import Index
from voorrang.rules.outcomes import BASE_WARRANTY, CHARGEABLE, CONDITIONAL, ENDS_SOON, ENTITLED, REFUSED
from voorrang.rules.overrides import granted, override_flaw
from voorrang.rules.periods import last_day
from voorrang.rules.reasons import JSON, NO_FACTS, Reason

type Result = tuple[str, int, str | None]
"""Ref, outcome as its place in OUTCOMES, tier."""

_SELF_DIAGNOSIS_GIVEN = Reason("self_diagnosis_given", NO_FACTS)
_SELF_DIAGNOSIS_MISSING = Reason("self_diagnosis_missing", NO_FACTS)
_BLOCKED, _PROVISIONAL, _CLEAR = range(3)
"""How a device stands before its cover is looked at: not for the programme, not certain yet, fine."""


class Request:
    """The part of one decision that all its devices share. Lives for one call of `decide`."""

    __slots__ = (
        "at",
        "choice",
        "excluded",
        "facts",
        "holdings",
        "index",
        "reasons",
        "unless",
        "unmet",
        "used",
    )

    def __init__(self, facts: Facts, index: Index, reasons: list[Reason]) -> None:
        self.facts = facts
        self.index = index
        self.reasons = reasons
        self.at = facts.at
        self.holdings = Holdings(facts.contracts, facts.at, index, reasons)
        self.used = False
        self.unmet = self._judge_duties()
        self.choice = self._allowed_choice(facts.choice) if facts.choice is not None else None
        self.excluded = False
        self.unless: list[str] = []
        if facts.exclusions:
            self._sort_exclusions()

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
        if not choice.by:
            self.reasons.append(Reason("choice_unnamed", NO_FACTS))
        elif choice.role not in self.index.programme.discretion_roles:
            self.reasons.append(Reason("choice_not_allowed", {"role": choice.role}))
        else:
            return choice.choice
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
                return CHARGEABLE
            if self.choice == "decline":
                self.used = True
                return REFUSED
        if excluded or not served:
            return REFUSED
        return CONDITIONAL if provisional or self.unmet else ENTITLED

    # Devices

    def judge_question(self) -> Result:
        """Judge a request that names no device: the contract and the place decide."""
        self.reasons.append(Reason("question_without_device", NO_FACTS))
        contract = self.holdings.held_for(None)
        country = self.facts.country
        blocked = contract is None
        if country is not None and country not in self.index.countries:
            self.reasons.append(Reason("place_not_covered", {"country": country}))
            blocked = True
        if contract is None or blocked:
            return ("", REFUSED, None)
        excluded = self.excluded
        for agreed in self.facts.agreed_exclusions:
            if leaves_out_place(agreed, country):
                excluded = True
                told = {"agreement": agreed.agreement, "country": country}
                self.reasons.append(Reason("place_excluded_by_agreement", told))
                break
        outcome = self._weigh(served=True, provisional=False, excluded=excluded)
        return ("", outcome, self.holdings.tier_of(contract) if outcome > REFUSED else None)

    def judge(self, device: Device) -> Result:
        """Judge one device: its kind and maker (E.8), its country, its contract, its cover (E.9, X.1), in this order."""
        ref, reasons = device.ref, self.reasons
        if not device.known:
            reasons.append(Reason("device_unknown", NO_FACTS, ref))
        standing, scope, subject = self._judge_kind(device)
        standing = min(standing, self._judge_place(device, subject))
        contract = self.holdings.held_for(scope) if scope is not None or device.kind is None else None
        if contract is None or standing == _BLOCKED:
            return (ref, self._fall_back(device), None)
        served, covered = self._judge_cover(device, subject)
        excluded = self._excluded(ref, covered=covered) if self.unless else self.excluded
        if self.facts.agreed_exclusions and self._agreed_out(device, subject):
            excluded = True
        outcome = self._weigh(served=served, provisional=standing == _PROVISIONAL, excluded=excluded)
        if outcome > REFUSED:
            return (ref, outcome, self.holdings.tier_of(contract))
        if subject is not device and not served and not excluded and self.choice is None:
            return (ref, self._fall_back(device, told=True), None)
        own = cover_at(device.covers, self.at) if device.known else None
        if own is not None:
            reasons.append(own_cover("base_warranty_stands", ref, own))
        return (ref, REFUSED, None)

    def _judge_kind(self, device: Device) -> tuple[int, str | None, Device]:
        """Judge maker and kind (E.8). Returns the standing, the scope, and the device whose cover counts."""
        index, kind, reasons = self.index, device.kind, self.reasons
        standing = _CLEAR if device.known else _PROVISIONAL
        if self._maker_blocks(device):
            standing = _BLOCKED
        if kind is None:
            if device.known:
                reasons.append(Reason("kind_unknown", NO_FACTS, device.ref))
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
            self.reasons.append(Reason("country_missing", NO_FACTS, device.ref))
            return _PROVISIONAL
        if country not in self.index.countries:
            self.reasons.append(Reason("country_not_covered", {"country": country}, device.ref))
            return _BLOCKED
        return _CLEAR

    def _agreed_out(self, device: Device, subject: Device) -> bool:
        """Whether a signed agreement leaves this unit out. One reason says so, however many exclusions fit."""
        country = device.country or subject.country or self.facts.country
        for agreed in self.facts.agreed_exclusions:
            if leaves_out(agreed, device, country):
                self.reasons.append(Reason("excluded_by_agreement", {"agreement": agreed.agreement}, device.ref))
                return True
        return False

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
        cover = cover_at(subject.covers, at)
        if cover is None:
            reasons.append(why_no_cover(subject.covers, at, ref, None if subject is device else subject.ref))
            return (False, False)
        facts: dict[str, JSON] = {"cover": cover.kind, "level": cover.level, "until_on": last_day(cover.ends_at)}
        if subject is not device:
            facts["host"] = subject.ref
            reasons.append(Reason("host_covered", facts, ref))
        else:
            reasons.append(Reason("device_covered", facts, ref))
            if cover.ends_at - at <= ENDS_SOON:
                ends_at = end_of_chain(subject.covers, cover.ends_at)
                if ends_at - at <= ENDS_SOON:
                    days = (ends_at.date() - at.date()).days
                    reasons.append(Reason("cover_ends_soon", {"days": days, "ends_on": last_day(ends_at)}, ref))
        return (True, True)

    def _fall_back(self, device: Device, *, told: bool = False) -> int:
        """Hand a unit that the programme does not serve to its own warranty, where it has one.

        `told`: why it is not covered stands among the reasons already.
        """
        if not device.known:
            return REFUSED
        cover = cover_at(device.covers, self.at)
        if cover is None and told:
            return REFUSED
        if cover is None:
            self.reasons.append(why_no_cover(device.covers, self.at, device.ref, None))
            return REFUSED
        self.reasons.append(own_cover("base_warranty_applies", device.ref, cover))
        return BASE_WARRANTY

    # The end

    def settle(self, results: list[Result], cap: int) -> list[Result]:
        """Apply what a named person decided, and the most that this caller can get."""
        facts, reasons = self.facts, self.reasons
        if facts.choice is not None and self.choice is not None:
            if not self.used:
                reasons.append(Reason("choice_without_ground", NO_FACTS))
            elif self.choice == "charge":
                reasons.append(Reason("charged_by_choice", {"role": facts.choice.role}))
            else:
                reasons.append(Reason("declined_by_choice", {"role": facts.choice.role}))
        override = facts.override
        if override is not None:
            flaw = override_flaw(override, self.at, self.index.programme)
            if flaw is not None:
                reasons.append(flaw)
            elif not override.devices or any(ref in override.devices for ref, _, _ in results):
                results = [self._lift(result, override) for result in results]
                reasons[:] = [told for told in reasons if not self._is_overtaken(told, override)]
                reasons.append(Reason("override_granted", granted(override)))
        if cap < ENTITLED:
            results = [(ref, min(outcome, cap), tier) for ref, outcome, tier in results]
        return results

    def _is_overtaken(self, told: Reason, override: Override) -> bool:
        """Whether a reason hands a unit over that the exception keeps."""
        return told.code == "base_warranty_applies" and (not override.devices or told.device in override.devices)

    def _lift(self, result: Result, override: Override) -> Result:
        ref, _, tier = result
        top = self.holdings.top
        if override.devices and ref not in override.devices:
            return result
        return (ref, ENTITLED, tier or (self.holdings.tier_of(top) if top is not None else None))
