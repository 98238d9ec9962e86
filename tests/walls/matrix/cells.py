"""The cells: an id input, somebody, and a thing that is foreign to him; and what a leak is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.walls.matrix.asking import UUID, Answer, Ask, build, first_difference, send, without
from tests.walls.matrix.catalogue import WITHOUT_TWIN, kind_of
from tests.walls.matrix.estate import Estate, Thing
from tests.walls.matrix.routes import HEADER, PATH, QUERY, Input, Route
from tests.walls.matrix.visitors import CUSTOMER, OUTSIDE, Visitor
from tests.walls.matrix.world import World
from voorrang.accounts.visitor import VENDOR_TOKEN
from voorrang.desk.queue.views import SEES_ALL
from voorrang.permissions.map import PERMISSIONS

LIES_SOMEWHERE = frozenset({"case", "device", "decision", "serial", "case_number", "site"})
"""Kinds that are seen by those of their site only, where somebody sees one site."""
BEARER = frozenset({"invitation_link", "pin_link", "signed_link"})
"""Links that are themselves the right to what they open (test_foreign_keys.py; tests/api and tests/portal, files of a case)."""
SHARED = frozenset({"comparison", "version"})
"""Kinds that name nothing of one customer: what a page shows of it is narrowed, and looked through for canaries."""


BROWSES = "helpdesk_engineer"
"""Whose browser the `session` of a customer is."""


@dataclass(frozen=True)
class Cell:
    """Somebody asks for what is not his."""

    route: Route
    at: Input
    thing: Thing
    base: Estate
    """Whose things the request names otherwise."""
    why: str
    ask: Ask


def cells(  # noqa: C901 -- five loops, one inside the other
    world: World, visitor: Visitor, wanted: Callable[[Route, Input], bool] = lambda _route, _at: True
) -> Iterator[Cell]:
    """Yield every request of a visitor that names something foreign at a wanted input and has a twin; none of them twice."""
    seen: set[str] = set()
    for route in world.routes:
        if not _stands_before(visitor, route):
            continue
        for at in route.inputs:
            kind = kind_of(route.name, at.name)
            if kind is None or kind in BEARER | SHARED:
                continue
            if not wanted(route, at) or (str(route), at.name) in WITHOUT_TWIN:
                continue
            for estate in world.estates:
                for base in {id(estate): estate, id(visitor.home): visitor.home}.values():
                    taken = 0
                    for thing in estate.things[kind]:
                        why = why_foreign(visitor, route, at, thing, estate, base)
                        if why is None or taken == world.most:
                            continue
                        ask = build(route, base, {at: thing})
                        # Looked up first: the same request may already stand for another of its inputs.
                        if not world.has_twin(route, at, thing, estate) or ask.signature in seen:
                            continue
                        seen.add(ask.signature)
                        taken += 1
                        yield Cell(route, at, thing, base, why, ask)


def is_let_in(visitor: Visitor, route: Route) -> bool:
    """Say whether the map lets the visitor call the route, so that its view has to tell whose a thing is."""
    return bool(visitor.roles & PERMISSIONS.get(route.key, frozenset())) and not visitor.gone


def _stands_before(visitor: Visitor, route: Route) -> bool:
    if visitor.side == OUTSIDE:
        return True
    if visitor.is_system != route.is_for_systems:
        return False
    return visitor.side == CUSTOMER or route.door != "portal"


def why_foreign(  # noqa: C901, PLR0911 -- one line for each kind
    visitor: Visitor, route: Route, at: Input, thing: Thing, estate: Estate, base: Estate
) -> str | None:
    """Return the kind of foreignness, None for a request that is rightful or makes no sense."""
    is_whole = base is estate
    theirs = "ended contract" if estate.ended else "other customer"
    if not is_whole and not _pins_the_customer(route, at, thing):
        return None
    if visitor.side == OUTSIDE:
        return "signed out" if is_whole else None
    if thing.kind == "session":
        is_own = visitor.name == BROWSES and estate is visitor.home
        return None if is_own or not is_whole else visitor.gone or "another person's"
    if visitor.side == CUSTOMER:
        if route.is_for_systems and is_whole and estate is not visitor.home:
            return None  # a token has no way to speak for another: what else stands in the request is its own
        if estate is visitor.also:
            return None if thing.kind == "customer" else "customer not chosen"
        if estate is not visitor.home:
            return theirs
        return _within_the_customer(visitor, route, at, thing)
    if visitor.roles == {VENDOR_TOKEN}:
        return (
            theirs
            if estate is not visitor.home and thing.kind not in {"customer", "customer_id"} and not is_whole
            else None
        )
    if not is_whole:
        return theirs if visitor.opens is None or base.mark in visitor.opens else None
    if visitor.roles & SEES_ALL and route.key == "desk:queue":
        return None  # reads the whole queue, and opens none of its cases
    if visitor.opens is None or estate.mark in visitor.opens:
        return None
    return "ended assignment" if visitor.opens and not estate.ended else "not assigned"


def _pins_the_customer(route: Route, at: Input, thing: Thing) -> bool:
    """Say whether the rest of the request says of which customer it speaks, so that a thing of another is foreign to it."""
    if route.is_for_systems or route.door == "portal":
        return True
    if thing.kind == "customer":
        return sum(one.where == PATH for one in route.inputs) > 1 and at.where == PATH
    return route.has(PATH, "code") or route.has(QUERY, "customer")


def _within_the_customer(visitor: Visitor, route: Route, at: Input, thing: Thing) -> str | None:
    if visitor.gone:
        return visitor.gone if at.where != HEADER else None
    if route.door == "desk":
        return "internal only"
    if visitor.site and thing.site not in {0, visitor.site} and thing.kind in LIES_SOMEWHERE and route.method == "GET":
        return "other affiliate" if "country" in visitor.name else "other site"
    if visitor.site and thing.site not in {0, visitor.site} and thing.kind in {"case", "device"} and at.where == PATH:
        return "other affiliate" if "country" in visitor.name else "other site"
    if route.key in {"portal:decision-detail", "portal:decision-object"} and visitor.name != "helpdesk_engineer":
        return "asked by another"
    return None


def marks_forbidden_to(world: World, visitor: Visitor) -> tuple[str, ...]:
    """Return the canaries that no answer to this visitor may hold, in capitals."""
    if visitor.side == OUTSIDE or visitor.gone:
        return tuple(one.mark for one in world.estates)
    if visitor.side == CUSTOMER:
        own = visitor.home.mark
        others = [one.mark for one in world.estates if one not in (visitor.home, visitor.also)]
        elsewhere = [f"{own}2X", *([f"{own}1X"] if visitor.site < 0 else [])] if visitor.site else []
        return (*others, f"{own}NX", *elsewhere)
    if visitor.opens is None or visitor.roles & SEES_ALL or visitor.roles == {VENDOR_TOKEN}:
        return ()
    return tuple(one.mark for one in world.estates if one.mark not in visitor.opens)


def leak_of(world: World, visitor: Visitor, cell: Cell) -> str:
    """Send a cell's request; return what leaked, "" for nothing."""
    answer = send(visitor, cell.ask)
    refused = cell.at.where == PATH or not is_let_in(visitor, cell.route)
    if not (refused and world.is_known(visitor, answer)):
        nothing = world.absent(visitor, cell.route, cell.base, cell.at, cell.thing)
        if answer.alike != nothing.alike:
            where = first_difference(answer, nothing)
            return f"answers {answer.status}, and {nothing.status} for what does not exist: {where}"
    if answer.status >= 500:
        return f"fails with {answer.status}"
    return canary_in(world, visitor, answer, cell.ask)


def canaries_on_own_pages(world: World, visitor: Visitor) -> list[str]:
    """Open every page and list as it is meant, with what is the visitor's own; return where something foreign stands."""
    found = []
    for route in world.routes:
        if route.method != "GET" or not _stands_before(visitor, route) or not is_let_in(visitor, route):
            continue
        if any(kind_of(route.name, one.name) in BEARER for one in route.inputs):
            continue
        ask = build(route, visitor.home, {})
        answer = send(visitor, ask)
        leak = f"fails with {answer.status}" if answer.status >= 500 else canary_in(world, visitor, answer, ask)
        if leak:
            found.append(f"{visitor.name}: {route}: {leak}")
    return found


def canary_in(world: World, visitor: Visitor, answer: Answer, ask: Ask) -> str:
    """Return a canary that the answer holds without having been asked with it, "" for none."""
    text = without(answer.raw, ask.sent).upper()
    marks = marks_forbidden_to(world, visitor)
    found = next((mark for mark in marks if mark in text), "")
    if found:
        return f"tells of {found}"
    foreign = [one for one in world.estates if one.mark in marks]
    ids = set(UUID.findall(text.lower()))
    return next((f"tells an id of {one.mark}" for one in foreign if ids & one.ids), "")
