"""Three customers furnished alike, everybody who may ask, and what is foreign to whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from tests.cast import AT, BOUGHT, Staff, make_staff, serving
from tests.walls.matrix import routes as known
from tests.walls.matrix.asking import SIGN_IN, Answer, build, send
from tests.walls.matrix.belongings import compared
from tests.walls.matrix.catalogue import COLUMNS, NOT_YET, absent, is_declared, kind_of
from tests.walls.matrix.estate import Estate, Thing
from tests.walls.matrix.furnishing import furnish
from tests.walls.matrix.routes import BODY, COLUMN, FORM, PATH, QUERY, Input, Route
from tests.walls.matrix.visitors import (
    CUSTOMER,
    OUTSIDE,
    Visitor,
    gone_from,
    member_of_two,
    nobody,
    people_of,
    staff,
    token_of,
    tokens_of,
    vendor_system,
)
from voorrang.accounts import actions
from voorrang.audit.actor import SYSTEM
from voorrang.permissions.map import PERMISSIONS

_CONTROL = re.compile(
    r'<(?:input|select|button)[^>]* name="([^"]+)"[^>]*>(?:\s*<option value="[^"]*"[^>]*>[^<]*</option>)*', re.DOTALL
)


REFUSALS = frozenset({302, 401, 403, 404})
NAMING_MEMBERS = frozenset({("POST", "scim:groups"), ("PUT", "scim:group"), ("PATCH", "scim:group")})
"""Operations of the directory whose body names people; SCIM tells its bodies nowhere."""


@dataclass
class World:
    """Alfa asks; Bravo and Delta (whose contract has ended) are foreign."""

    estates: list[Estate]
    visitors: list[Visitor]
    rightful: dict[str, list[Visitor]]
    """By a customer's mark: those who may, in the order in which they are tried."""
    most: int = 1
    """How many things of a kind are tried at one input."""
    routes: list[Route] = field(default_factory=list)
    untried: list[Route] = field(default_factory=list)
    """Routes that name a kind of thing which the customers here do not have yet."""
    undeclared: list[Route] = field(default_factory=list)
    """Routes with an input of which nobody has said what it names."""
    keeper: Staff | None = None
    """Serves every customer: is rightful where a named role is asked for."""
    comparison: Any = None
    _absents: dict[Any, Answer] = field(default_factory=dict)
    _known: set[Any] = field(default_factory=set)
    _twins: dict[Any, bool] = field(default_factory=dict)
    _served: dict[Any, str] = field(default_factory=dict)
    """Who was last served at an input: is tried first."""

    @property
    def home(self) -> Estate:
        return self.estates[0]

    def grow(self) -> None:
        """Add the customer whose contract has ended, and try every thing of a kind at each input."""
        assert self.keeper
        self.add(furnish(self.keeper, self.comparison, "QZDELTA", "+492211234701", ended=True))
        self.most = 99

    def add(self, estate: Estate) -> None:
        """Take in a customer, with those who may ask for its things."""
        manager = self.keeper
        assert manager
        with serving(estate.one):
            actions.assign(
                customer=estate.one.customer,
                user=manager.user,
                role="support_manager",
                starts_at=BOUGHT,
                by=SYSTEM,
                at=AT,
            )
        theirs = self.visitors[:5] if estate is self.home else list(people_of(estate))[:5]
        keeper = Visitor("keeper", frozenset({"support_manager", "remote_expert"}), "vendor", estate)
        keeper.client.force_login(manager.user)
        anybody = [one for one in self.visitors if one.side == "vendor" and one.opens is None]
        systems = [token_of(estate), vendor_system(estate)]
        self.rightful[estate.mark] = [*sorted(theirs, key=_engineer_first), *anybody, keeper, *systems]
        if estate not in self.estates:
            self.estates.append(estate)

    def absent(self, visitor: Visitor, route: Route, base: Estate, at: Input, thing: Thing) -> Answer:
        """Return what the visitor is told of a thing that does not exist."""
        key = (id(visitor), str(route), base.mark, at, thing.site)
        if key not in self._absents:
            self._absents[key] = send(visitor, build(route, base, {at: replace(thing, value=absent(thing.kind))}))
            if self._absents[key].status in REFUSALS:
                self._known.add((id(visitor), self._absents[key].alike))
        return self._absents[key]

    def is_known(self, visitor: Visitor, answer: Answer) -> bool:
        """Say whether this is, to the byte, what the visitor was told of things that do not exist."""
        return (id(visitor), answer.alike) in self._known

    def has_twin(self, route: Route, at: Input, thing: Thing, estate: Estate) -> bool:
        """Say whether somebody who may is served by the same input: 2xx or 3xx, and otherwise than for an absent thing."""
        key = (str(route), at, thing)
        if key not in self._twins:
            may = self._may(route, estate)
            last = self._served.get(key[:2], "")
            served = (
                one
                for one in sorted(may, key=lambda one: one.name != last)
                if self._serves(one, route, at, thing, estate)
            )
            found = next(served, None)
            self._twins[key] = found is not None
            if found:
                self._served[key[:2]] = found.name
        return self._twins[key]

    def _serves(self, visitor: Visitor, route: Route, at: Input, thing: Thing, estate: Estate) -> bool:
        answer = send(visitor, build(route, estate, {at: thing}))
        if not answer.is_good or SIGN_IN in answer.raw[:400]:
            return False
        if at.where == FORM:
            return True
        nothing = self.absent(visitor, route, estate, at, thing)
        return answer.alike != nothing.alike

    def _may(self, route: Route, estate: Estate) -> list[Visitor]:
        return [
            one
            for one in self.rightful[estate.mark]
            if one.is_system == route.is_for_systems and one.roles & PERMISSIONS.get(route.key, frozenset())
        ]

    def named(self, route: Route) -> list[Input]:
        """Return the inputs of a route that name something of a customer."""
        return [one for one in route.inputs if kind_of(route.name, one.name) is not None]

    def visitor(self, name: str) -> Visitor:
        return next(one for one in self.visitors if one.name == name)

    @property
    def twins(self) -> int:
        """How many different requests somebody was served with, as a rightful reader."""
        return sum(self._twins.values())

    def without_twin(self) -> set[tuple[str, str]]:
        """Return the inputs of routes that were asked for, and at which nobody was served."""
        asked = {(route, at.name) for route, at, _thing in self._twins}
        return asked - {(route, at.name) for (route, at, _thing), found in self._twins.items() if found}

    def forget(self, key: str) -> None:
        """Forget what was asked of a page that is no more."""
        for kept in (self._absents, self._twins):
            for one in [one for one in kept if any(key in str(part) for part in one)]:
                del kept[one]  # type: ignore[attr-defined]

    def survey(self, only: Iterable[Route] | None = None) -> None:
        """Find which methods each page takes, and which inputs it reads: by opening it as somebody who may."""
        for route in only or [*known.pages(), *known.operations()]:
            kinds = [kind_of(route.name, one.name) for one in route.inputs if one.where == PATH]
            if None in kinds or not all(is_declared(route.name, one.name) for one in route.inputs):
                self.undeclared.append(route)
            elif not NOT_YET.keys().isdisjoint(kinds):
                self.untried.append(route)
            elif route.is_api or self._survey_page(route):
                self.routes.append(route)
        # What is only read comes first: a twin that writes may take away what a later one would read.
        self.routes.sort(key=lambda route: route.method != "GET")

    def _survey_page(self, route: Route) -> bool:
        may = self._may(route, self.home) or [one for one in self.visitors if one.side == OUTSIDE]
        for visitor in may[:1]:
            read: list[tuple[int, str]] = []
            with _recording(read):
                answer = send(visitor, build(route, self.home, {}))
            if answer.status == 405:
                return False
            request = answer.response.wsgi_request  # type: ignore[union-attr]
            fields = [Input(QUERY, name) for owner, name in read if owner == id(request.GET)]
            fields += [Input(FORM, name) for owner, name in read if owner == id(request.POST)]
            route.inputs += [one for one in dict.fromkeys(fields) if one not in route.inputs]
            if not all(is_declared(route.name, one.name) for one in route.inputs):
                self.undeclared.append(route)
                return False
            if (route.method, route.key) in NAMING_MEMBERS:
                route.inputs.append(Input(BODY, "members[].value"))
            if route.key == "portal:fleet-import" and route.method == "POST":
                route.inputs += [Input(COLUMN, name) for name in COLUMNS]
        return True


class _recording:  # noqa: N801 -- reads as a context
    """Notes which names are read from a query or a form, while it is open."""

    def __init__(self, into: list[tuple[int, str]]) -> None:
        self.into = into
        self.before: dict[str, Any] = {}

    def __enter__(self) -> None:
        for method in ("get", "__getitem__", "getlist", "__contains__"):
            original = self.before[method] = getattr(QueryDict, method)

            def noted(query: Any, key: Any, *more: Any, _original: Any = original, **named: Any) -> Any:
                self.into.append((id(query), str(key)))
                return _original(query, key, *more, **named)

            setattr(QueryDict, method, noted)

    def __exit__(self, *_error: object) -> None:
        for method, original in self.before.items():
            if method in QueryDict.__dict__ or method == "get":
                delattr(QueryDict, method) if method not in _OWN else setattr(QueryDict, method, original)
            else:
                delattr(QueryDict, method)


_OWN = frozenset(QueryDict.__dict__)


def make_world() -> World:
    """Lay the world of two customers, and find what can be asked in it."""
    manager = make_staff("Keeper Ofall", "support_manager", "remote_expert")
    comparison = compared()
    home = furnish(manager, comparison, "QZALFA", "+492211234501")
    bravo = furnish(manager, comparison, "QZBRAVO", "+492211234601")
    visitors = [
        *people_of(home),
        member_of_two(home, bravo),
        *gone_from(home),
        *staff(home, bravo),
        *tokens_of(home),
        vendor_system(home),
        nobody(home),
    ]
    world = World([home, bravo], visitors, {}, keeper=manager, comparison=comparison)
    for estate in world.estates:
        world.add(estate)
    world.survey()
    return world


def _engineer_first(visitor: Visitor) -> bool:
    return visitor.name != "helpdesk_engineer"


__all__ = ["CUSTOMER", "World", "kind_of", "make_world"]
