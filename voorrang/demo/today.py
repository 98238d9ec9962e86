"""Cases that are open when a visitor comes: laid by the real actions, due around the moment of laying."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from voorrang.cases import actions
from voorrang.cases.models import Case
from voorrang.cases.terms import Term, terms_of, zone_of
from voorrang.demo.due import start_for
from voorrang.demo.fleets import Unit
from voorrang.demo.household import Household
from voorrang.demo.past import Request, make_request, sides_of, title_of
from voorrang.demo.stories import Sides
from voorrang.demo.texts import symptoms
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.standing import Standing, standing_at


class Wanted(NamedTuple):
    """A case as it shall stand: the clock that runs and the minutes until it is due, or since when it waits or is resolved."""

    symptom: str
    stands: str
    minutes: int
    impact: str = "one_person"
    units: int = 1
    place: str = ""
    is_taken: bool = True
    kind: str = "plain"


OPEN: dict[str, tuple[Wanted, ...]] = {
    "NORD": (
        Wanted("blink_code", "response", -12, "site", 14, "HAM"),
        Wanted("recovery", "response", 22, place="WAW", is_taken=False),
        Wanted("no_power", "response", 64, place="PRG", is_taken=False, kind="undiagnosed"),
        Wanted("drive", "resolution", 115, place="WAW"),
        Wanted("dock", "resolution", 260, place="HAM"),
        Wanted("fan", "resolution", 640, place="HAM"),
        Wanted("jam", "resolution", 1130, "site", place="PRG"),
        Wanted("recovery", "resolution", 1420, place="PRG"),
        Wanted("battery", "resolution", 1900, place="WAW"),
        Wanted("keys", "resolution", -95, place="HAM"),
        Wanted("wifi", "waiting", 410, place="WAW"),
        Wanted("password", "waiting", 1330, place="HAM"),
        Wanted("blink_code", "waiting", 2700, units=3, place="HAM"),
        Wanted("flicker", "resolved", 70, place="HAM"),
        Wanted("dock", "resolved", 900, place="PRG"),
    ),
    "ALMA": (
        Wanted("jam", "response", 18, "site", place="MAD", is_taken=False),
        Wanted("offline", "response", 75, place="SVQ", is_taken=False),
        Wanted("streaks", "resolution", 330, place="MAD"),
        Wanted("no_power", "resolution", 800, place="SVQ"),
        Wanted("jam", "resolution", 1500, place="MAD"),
        Wanted("password", "waiting", 180, units=3, place="MAD"),
        Wanted("streaks", "waiting", 1500, place="SVQ"),
        Wanted("battery", "reopened", 140, place="MAD"),
        Wanted("offline", "resolved", 300, place="MAD"),
    ),
    "KITA": (
        Wanted("dock", "update", 41, place="TYO"),
        Wanted("fan", "update", 700, place="BKK"),
        Wanted("battery", "response", 150, place="TYO", is_taken=False),
        Wanted("drive", "update", 1100, place="TYO"),
        Wanted("wifi", "waiting", 260, place="BKK"),
        Wanted("jam", "resolved", 400, place="TYO"),
    ),
    "GELD": (
        Wanted("battery", "response", 130, is_taken=False),
        Wanted("jam", "resolution", 900),
        Wanted("no_power", "waiting", 1200),
    ),
    "BREI": (
        Wanted("keys", "response", 320, is_taken=False, kind="undiagnosed"),
        Wanted("fan", "resolution", 2500),
    ),
}
"""By customer, what the queue shows first."""

UNKNOWN = {"KITA": "5CDX0N0WN1", "GELD": "5CDX0N0WN2"}
"""A serial that is in no fleet yet: provisional, and a task to reconcile."""

_ACTS = {
    "case.answered": actions.answer,
    "case.waiting": actions.ask_back,
    "case.replied": actions.customer_reply,
    "case.resolved": actions.resolve,
    "case.reopened": actions.reopen,
}


def lay_today(home: Household, dice: Random) -> int:
    """Lay what is open, the oldest first, and return how many cases there are."""
    standing = standing_at(home.laid_at)
    planned = [_plan(home, wanted, standing, dice) for wanted in OPEN.get(home.plan.code, ())]
    found = sorted((one for one in planned if one is not None), key=lambda one: one[1].claim.at)
    for wanted, request in found:
        _open(home, wanted, request, dice)
    if home.plan.code in UNKNOWN:
        _unknown(home, UNKNOWN[home.plan.code], dice)
    if home.caller is not None:
        _refused(home, dice)
    return len(found)


def _plan(home: Household, wanted: Wanted, standing: Standing, dice: Random) -> tuple[Wanted, Request] | None:
    units = _units(home, wanted, dice)
    if not units:
        return None
    place = units[0].place
    tier = max((one.tier for one in standing.contracts), key=lambda code: standing.programme.tiers[code].rank)
    zone = place.zone or zone_of(standing.programme, place.country)
    terms = terms_of(
        programme=standing.programme,
        tier=tier,
        impact=wanted.impact,
        country=place.country,
        zone=zone,
        at=home.laid_at,
    )
    opened_at = _opening(wanted, terms, home.laid_at)
    others = tuple(unit.serial for unit in units[1:])
    made = make_request(
        home, wanted.kind, wanted.symptom, units[0], opened_at, dice, others=others, impact=wanted.impact
    )
    return wanted, made


def _opening(wanted: Wanted, terms: Sequence[Term], at: datetime) -> datetime:
    due_at = at + timedelta(minutes=wanted.minutes)
    latest = at - timedelta(minutes=4)
    match wanted.stands:
        case "response":
            return start_for("response", terms, due_at, latest)
        case "resolution":
            return start_for("resolution", terms, due_at, at - timedelta(minutes=50))
        case "update":
            return start_for("update", terms, due_at, latest) - timedelta(minutes=40)
        case "waiting":
            return at - timedelta(minutes=wanted.minutes + 95)
        case _:
            return at - timedelta(minutes=wanted.minutes + 1300)


def _units(home: Household, wanted: Wanted, dice: Random) -> list[Unit]:
    symptom = next(one for one in symptoms() if one.key == wanted.symptom)
    found: dict[str, Unit] = {}
    for _ in range(400):
        if wanted.symptom == "blink_code":
            unit = home.named("EliteBook 840 G8", home.laid_at, dice)
        else:
            unit = home.pick(symptom, home.laid_at, dice)
        if unit is not None and wanted.place in {"", unit.place.code}:
            found.setdefault(unit.serial, unit)
        if len(found) == wanted.units:
            break
    return list(found.values())


def _open(home: Household, wanted: Wanted, request: Request, dice: Random) -> None:
    at, by = request.claim.at, request.claim.by
    recorded = decide_request(claim=request.claim.claim, door=request.claim.door, by=by, at=at)
    case = actions.open_case(
        recorded=recorded,
        title=title_of(request),
        impact=request.impact,
        language=request.language,
        diagnosis={"found": request.found} if request.found else {},
        door=request.claim.door,
        by=by,
        at=at,
    )
    sides = sides_of(home, request, dice)
    if wanted.is_taken:
        actions.take(case=case, by=sides.agent, at=at + timedelta(minutes=3))
    for type_, what, moment in _events(wanted, at, home.laid_at):
        _act(case, type_, what, moment, sides, dice)


def _events(wanted: Wanted, opened_at: datetime, at: datetime) -> list[tuple[str, str, datetime]]:
    """Return what has been said since the opening: event, occasion, moment."""
    answered = ("case.answered", "answers", opened_at + timedelta(minutes=14))
    moment = at - timedelta(minutes=max(wanted.minutes, 1))
    match wanted.stands:
        case "response":
            return []
        case "resolution":
            return [answered]
        case "update":
            return [("case.answered", "answers", opened_at + timedelta(minutes=40))]
        case "waiting":
            return [answered, ("case.waiting", "asks", moment)]
        case "reopened":
            earlier = moment - timedelta(minutes=700)
            return [answered, ("case.resolved", "fix", earlier), ("case.reopened", "reopens", moment)]
        case _:
            return [answered, ("case.resolved", "fix", moment)]


def _act(case: Case, type_: str, what: str, at: datetime, sides: Sides, dice: Random) -> None:
    words = sides.words
    text = words.fix(sides.symptom) if what == "fix" else words.say(what, dice)
    by = sides.customer if type_ in {"case.replied", "case.reopened"} else sides.agent
    _ACTS[type_](case=case, text=text, language=words.language, by=by, at=at)


def _unknown(home: Household, serial: str, dice: Random) -> None:
    """Ask for a unit that nobody has imported."""
    person = dice.choice(home.helpdesk)
    at = home.laid_at - timedelta(hours=21)
    claim = Claim(
        contact=person.contact,
        devices=(serial,),
        country=home.plan.places[0].country,
        language=person.contact.language,
        self_diagnosis={"found": "Delivered this week, does not start."},
    )
    decide_request(claim=claim, door="portal", by=person.actor, at=at)


def _refused(home: Household, dice: Random) -> None:
    """An employee calls the number instead of the own helpdesk: refused, kindly, with the cure."""
    at = home.laid_at - timedelta(hours=3, minutes=dice.randrange(50))
    unit = dice.choice([unit for unit in home.units if not unit.host])
    claim = Claim(contact=home.caller, devices=(unit.serial,), country=unit.place.country, language=home.plan.language)
    decide_request(claim=claim, door="desk", by=home.agent(home.agents[0][0]), at=at)
