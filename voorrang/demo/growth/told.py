"""The cases of a grown customer that are told one by one: decided, opened and worked by what imports history."""

from datetime import datetime, timedelta
from random import Random

from voorrang.cases.history import PastCase, import_history
from voorrang.demo.fleets import Unit
from voorrang.demo.growth.fleet import Fleet
from voorrang.demo.household import Household
from voorrang.demo.past import DAYS, Request, make_request, moment_of_year, sides_of, title_of
from voorrang.demo.stories import tell
from voorrang.demo.texts import Symptom, symptoms
from voorrang.entitlements.history import decide_past
from voorrang.lib.ids import ids_drawn_from

_ACTIVE_SHARE = 0.08
_ACTIVE_HOURS = 30
_KINDS = (("plain", 90), ("undiagnosed", 6), ("no_cover", 4))


def tell_cases(home: Household, fleet: Fleet) -> int:
    """Store the told cases of the selected customer, and return how many."""
    growth, customer = fleet.growth, fleet.customer
    dice = Random(f"{growth.seed}/{customer.code}/cases")
    wanted = min(customer.told, customer.cases)
    active = max(1, round(wanted * _ACTIVE_SHARE))
    told: list[PastCase] = []
    with ids_drawn_from(f"{growth.seed}/{customer.code}/cases", growth.anchor):
        # Some requests are refused and open no case: ask until there are enough.
        while len(told) < wanted:
            requests = [
                _request(home, dice, is_active=len(told) + count < active) for count in range(wanted - len(told))
            ]
            requests.sort(key=lambda one: one.claim.at)
            decided = decide_past(one.claim for one in requests)
            for request, recorded in zip(requests, decided, strict=True):
                if recorded.outcome != "refused":
                    told.append(_case(home, request, recorded, dice))
        import_history(past=told, at=growth.anchor)
    return len(told)


def _request(home: Household, dice: Random, *, is_active: bool) -> Request:
    at = (
        home.anchor - timedelta(seconds=dice.randrange(300, _ACTIVE_HOURS * 3600))
        if is_active
        else moment_of_year(home, dice)
    )
    kind = dice.choices([name for name, _ in _KINDS], [share for _, share in _KINDS])[0]
    unit = None
    while unit is None:
        symptom: Symptom = dice.choices(symptoms(), [one.weight for one in symptoms()])[0]
        # A fleet may have nothing that was never covered.
        unit = _pick(home, symptom, dice, covered=kind != "no_cover") or _pick(home, symptom, dice, covered=True)
    return make_request(home, kind, symptom.key, unit, at, dice)


def _pick(home: Household, symptom: Symptom, dice: Random, *, covered: bool) -> Unit | None:
    """Return a unit that is covered all year, or at no time of it: its like may then break on any day."""
    begin, end = (home.anchor - timedelta(days=DAYS)).date(), home.anchor.date()
    hosts = {unit.serial: unit for unit in home.units}
    found = [
        unit
        for unit in home.units
        if unit.model.kind in symptom.kinds
        and unit.model.commercial == "yes"
        and all(hosts.get(unit.host, unit).is_covered(day) == covered for day in (begin, end))
        and unit.is_covered(begin) == unit.is_covered(end)
    ]
    return dice.choice(found) if found else None


def _case(home: Household, request: Request, recorded: object, dice: Random) -> PastCase:
    opened_at: datetime = request.claim.at
    return PastCase(
        recorded=recorded,  # type: ignore[arg-type]
        title=title_of(request),
        impact=request.impact,
        language=request.language,
        door=request.claim.door,
        opened_by=request.claim.by,
        opened_at=opened_at,
        diagnosis={"found": request.found} if request.found else {},
        events=tell(dice, opened_at, sides_of(home, request, dice), home.anchor),
    )
