"""A year of cases of one customer: decided, stored and told set-based, all over before the anchor."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from voorrang.accounts.models import Contact
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.actions import link_devices
from voorrang.cases.history import PastCase, import_history
from voorrang.demo.fleets import Unit
from voorrang.demo.household import Household, Person
from voorrang.demo.stories import Sides, choose_agent, tell
from voorrang.demo.texts import Symptom, symptoms, words
from voorrang.entitlements.actions import choose
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.history import PastClaim, decide_past
from voorrang.entitlements.models import Decision
from voorrang.entitlements.recording import RecordedDecision

DAYS = 365
_OUTCOMES = (
    ("plain", 900),
    ("undiagnosed", 45),
    ("unlisted", 15),
    ("own_warranty", 14),
    ("charged", 10),
    ("no_cover", 12),
    ("end_user", 10),
    ("unauthorised", 5),
)
_DOORS = (("portal", 52), ("api", 20), ("desk", 28))
_SERIES_MODEL = "EliteBook 840 G8"
_SERIES_DAYS = 36
_SERIES_LEAST = 1000
"""Only a fleet of that size shows a series."""
_STRANGER = "+15005550100"


class Request(NamedTuple):
    """Somebody asks for help: the claim and what a case would say."""

    claim: PastClaim
    person: Person
    symptom: str
    unit: Unit
    kind: str
    language: str
    found: str
    impact: str


def lay_past(home: Household, dice: Random) -> int:
    """Lay the past and return how many cases there were. Refused requests leave a decision and no case."""
    requests = _requests(home, dice)
    requests.sort(key=lambda one: one.claim.at)
    decided = decide_past(one.claim for one in requests)
    past = []
    for request, recorded in zip(requests, decided, strict=True):
        standing = _charge(home, request, recorded) if request.kind == "charged" else recorded
        if standing.outcome != "refused":
            past.append(_case(home, request, standing, dice))
    import_history(past=past, at=home.anchor)
    link_devices(by=SYSTEM, at=home.anchor)
    return len(past)


def _requests(home: Household, dice: Random) -> list[Request]:
    size = len([unit for unit in home.units if not unit.host])
    count = round(size * home.plan.yearly_cases)
    requests = []
    for _ in range(count):
        request = _request(home, moment_of_year(home, dice), dice)
        if request is not None:
            requests.append(request)
    if size >= _SERIES_LEAST:
        requests += _series(home, dice, max(6, count // 45))
    return requests


def moment_of_year(home: Household, dice: Random) -> datetime:
    """Return an instant of the past year, in office hours of the head office but for one in twelve."""
    zone = ZoneInfo(home.plan.places[0].zone)
    while True:
        day = (home.anchor - timedelta(days=dice.randrange(4, DAYS))).astimezone(zone)
        hours = (0, 24) if dice.random() < 1 / 12 else (8, 17)
        hour = dice.randrange(*hours)
        moment = day.replace(hour=hour, minute=dice.randrange(60), second=dice.randrange(60), microsecond=0)
        if moment.weekday() < 5 or dice.random() < 0.1:  # noqa: PLR2004 -- some work at weekends
            return moment.astimezone(home.anchor.tzinfo)


def _request(home: Household, at: datetime, dice: Random) -> Request | None:
    kind = dice.choices([name for name, _ in _OUTCOMES], [share for _, share in _OUTCOMES])[0]
    found, weights = home.breaking
    symptom: Symptom = dice.choices(found, weights)[0]
    unit = home.pick(symptom, at, dice, covered=kind not in {"charged", "no_cover"})
    if kind == "own_warranty":
        own = home.on_own_warranty(at)
        symptom = next(one for one in symptoms() if one.key == "streaks")
        unit = dice.choice(own) if own else None
    return None if unit is None else make_request(home, kind, symptom.key, unit, at, dice)


def make_request(
    home: Household,
    kind: str,
    symptom: str,
    unit: Unit,
    at: datetime,
    dice: Random,
    *,
    others: tuple[str, ...] = (),
    impact: str = "",
) -> Request:
    """Return a request for help; `kind` says what is odd about it, `plain` that nothing is."""
    person = home.opener(unit, dice)
    language = person.contact.language
    door = dice.choices([name for name, _ in _DOORS], [share for _, share in _DOORS])[0]
    if kind in {"unlisted", "end_user"}:
        door = "desk"
    text = "" if kind == "undiagnosed" else words(language).say("found", dice)
    agents = choose_agent(dice, home.agents, language, home.agent)
    by = {"portal": person.actor, "api": home.token, "desk": agents[0]}[door]
    claim = Claim(
        contact=_contact(home, kind, person),
        phone=_STRANGER if kind == "unlisted" else "",
        by_token=door == "api",
        pin="verified" if door == "desk" and kind != "end_user" else "not_given",
        devices=(unit.serial, *others),
        country=unit.place.country,
        language=language,
        self_diagnosis={"found": text} if text else {},
        exclusions=("unauthorised_work",) if kind == "unauthorised" else (),
    )
    wide = impact or dice.choices(["one_person", "site", "company"], [88, 11, 1])[0]
    return Request(PastClaim(claim, door, by, at), person, symptom, unit, kind, language, text, wide)


def _contact(home: Household, kind: str, person: Person) -> Contact | None:
    if kind == "unlisted":
        return None
    return home.caller if kind == "end_user" and home.caller is not None else person.contact


def _series(home: Household, dice: Random, count: int) -> list[Request]:
    """Return one failure of one model again and again, since a BIOS update."""
    requests = []
    for _ in range(count):
        at = home.anchor - timedelta(days=4, minutes=dice.randrange(_SERIES_DAYS * 24 * 60), seconds=dice.randrange(60))
        unit = home.named(_SERIES_MODEL, at, dice)
        if unit is not None:
            requests.append(make_request(home, "plain", "blink_code", unit, at, dice))
    return requests


def _charge(home: Household, request: Request, recorded: RecordedDecision) -> RecordedDecision:
    """Let a named person decide to charge (D.5), where the programme leaves it to the vendor."""
    if recorded.outcome != "refused":
        return recorded
    decider = home.colleague("Ravi Menon", "remote_expert")
    return choose(
        decision=Decision.objects.get(id=recorded.decision_id),
        choice="charge",
        reason="Customer needs the unit this week and accepts the rates by mail.",
        by=decider,
        at=request.claim.at + timedelta(minutes=12),
    )


def _case(home: Household, request: Request, recorded: RecordedDecision, dice: Random) -> PastCase:
    opened_at = recorded.decided_at
    sides = sides_of(home, request, dice)
    return PastCase(
        recorded=recorded,
        title=title_of(request),
        impact=request.impact,
        language=request.language,
        door=request.claim.door,
        opened_by=request.claim.by,
        opened_at=opened_at,
        diagnosis={"found": request.found} if request.found else {},
        events=tell(dice, opened_at, sides, home.anchor),
    )


def title_of(request: Request) -> str:
    """Return the symptom as the helpdesk writes it."""
    return words(request.language).title(request.symptom, request.unit.model.short)


def sides_of(home: Household, request: Request, dice: Random) -> Sides:
    """Return who works on a request."""
    agent, other = choose_agent(dice, home.agents, request.language, home.agent)
    if request.claim.door == "desk" and request.claim.by.side == "vendor":
        agent = request.claim.by
    customer: Actor = request.person.actor
    return Sides(
        agent,
        other if other != agent else home.agent(home.agents[0][0]),
        customer,
        words(request.language),
        request.symptom,
    )
