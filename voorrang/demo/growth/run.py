"""`voorrang demo grow`: customers by two processes, the largest first, with what was done told as it goes."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from selectors import EVENT_READ, DefaultSelector
from subprocess import PIPE, Popen
from typing import IO, Any, NamedTuple, cast

from django.contrib.auth.hashers import make_password

from voorrang.accounts.models import Customer
from voorrang.demo.growth.customer import grow_customer
from voorrang.demo.growth.keys import MOST_DEVICES
from voorrang.demo.growth.office import agents, open_office, programme_of
from voorrang.demo.growth.places import MOST
from voorrang.demo.growth.plan import LEAST_CASES, Growth, plan_growth, read_growth, sizes, write_growth
from voorrang.demo.people import PASSWORD
from voorrang.demo.world import gather_statistics
from voorrang.lib import clock
from voorrang.rules.programme import Programme

PROCESSES = 2
_ROOM = 1.25
"""A customer has so many times the devices of the lowest tier's minimum: some are out of cover, some count for nothing."""


class GrowthRefused(ValueError):
    """What was asked cannot be grown; the text says why and what would work."""


class Progress(NamedTuple):
    """How far a growth is."""

    devices: int
    cases: int
    wanted: Growth
    seconds: float

    @property
    def share(self) -> float:
        """Return how much of the work is done, from 0 to 1: a case is as much work as six devices."""
        devices = sum(one.devices for one in self.wanted.customers)
        cases = sum(one.cases for one in self.wanted.customers)
        return (self.devices + 6 * self.cases) / (devices + 6 * cases)


type Tell = Callable[[Progress], None]


def grow(
    *,
    customers: int,
    devices: int,
    cases: int,
    seed: int,
    anchor: datetime | None = None,
    processes: int = PROCESSES,
    tell: Tell = lambda _: None,
) -> Growth:
    """Grow the world up to these numbers, going on where an earlier run stopped, and return the plan.

    What there is stays. Raises `GrowthRefused`.
    """
    begun_at = anchor or clock.now().replace(second=0, microsecond=0)
    before = read_growth()
    if before and not Customer.objects.filter(code=before.customers[0].code).exists():
        before = None  # the database was emptied or changed
    if before and before.seed != seed:
        message = f"This world was grown from seed {before.seed}. Go on with --seed {before.seed}, or begin anew: voorrang demo reset."
        raise GrowthRefused(message)
    programme = programme_of(before.anchor if before else begun_at)
    growth = plan_growth(seed, begun_at, _checked(customers, devices, cases, programme), before)
    write_growth(growth)
    open_office(programme, seed, growth.anchor)
    if processes == 1:
        _grow_here(growth, programme, tell)
    else:
        _grow_beside(growth, processes, tell)
    gather_statistics()
    return growth


def _checked(customers: int, devices: int, cases: int, programme: Programme) -> list[Any]:
    lowest = min(programme.tiers.values(), key=lambda tier: tier.rank)
    smallest = min(one.at_least for one in programme.minimums[lowest.code])
    least = round(_ROOM * smallest)
    if not 1 <= customers <= MOST:
        message = f"--customers {customers}: choose from 1 to {MOST}."
        raise GrowthRefused(message)
    if devices < customers * least:
        message = (
            f"--devices {devices:,} is too few for {customers:,} customers: each needs {least:,} to buy the lowest tier. "
            f"Take at least --devices {customers * least}, or at most --customers {devices // least}."
        )
        raise GrowthRefused(message)
    if cases < customers * LEAST_CASES:
        message = (
            f"--cases {cases:,} is too few for {customers:,} customers: each has {LEAST_CASES} at least. "
            f"Take at least --cases {customers * LEAST_CASES}, or at most --customers {cases // LEAST_CASES}."
        )
        raise GrowthRefused(message)
    if max(devices, cases) > MOST_DEVICES:
        message = f"--devices and --cases go up to {MOST_DEVICES:,}."
        raise GrowthRefused(message)
    return sizes(customers, devices, cases, least)


class _Count:
    """Adds up what is done and tells it, once a second at most."""

    def __init__(self, growth: Growth, tell: Tell) -> None:
        self.growth, self.tell = growth, tell
        self.devices = self.cases = 0
        self.begun = self.told = time.monotonic()

    def add(self, devices: int, cases: int) -> None:
        self.devices += devices
        self.cases += cases
        now = time.monotonic()
        if now - self.told >= 1:
            self.told = now
            self.say()

    def say(self) -> None:
        self.tell(Progress(self.devices, self.cases, self.growth, time.monotonic() - self.begun))


def _grow_here(growth: Growth, programme: Programme, tell: Tell) -> None:
    count = _Count(growth, tell)
    everybody, hashed = agents(), make_password(PASSWORD)
    for customer in growth.customers:
        grow_customer(growth, customer, programme, everybody, hashed, count.add)
    count.say()


def _grow_beside(growth: Growth, processes: int, tell: Tell) -> None:
    """Hand each process a customer at a time: a crash of one loses the step that it was at, and nothing else."""
    count = _Count(growth, tell)
    left = iter(range(len(growth.customers)))
    with _workers(processes) as workers, DefaultSelector() as selector:
        for worker in workers:
            if worker.take(next(left, None)):
                selector.register(worker.out, EVENT_READ, worker)
        while selector.get_map():
            for key, _ in selector.select():
                for line in key.data.lines():
                    if line != "done":
                        count.add(*(int(part) for part in line.split()))
                    elif not key.data.take(next(left, None)):
                        selector.unregister(key.fileobj)
    count.say()


class _Worker:
    """One process, and what it says."""

    def __init__(self) -> None:
        self.process = Popen([sys.executable, "-m", "voorrang.demo.growth.worker"], stdin=PIPE, stdout=PIPE, bufsize=0)
        self.out = cast("IO[bytes]", self.process.stdout)
        self.begun = b""

    def take(self, place: int | None) -> bool:
        """Hand it a customer, and say whether there was one."""
        if place is not None:
            cast("IO[bytes]", self.process.stdin).write(f"{place}\n".encode())
        return place is not None

    def lines(self) -> list[str]:
        """Return the whole lines that have come."""
        read = self.out.read(65_536)
        if not read:
            message = (
                "A process of the growth ended early; its error stands above. The same command goes on from there."
            )
            raise RuntimeError(message)
        *whole, self.begun = (self.begun + read).split(b"\n")
        return [line.decode() for line in whole]


@contextmanager
def _workers(count: int) -> Iterator[list[_Worker]]:
    started = [_Worker() for _ in range(count)]
    try:
        yield started
    finally:
        for worker in started:
            worker.process.terminate()
            worker.process.communicate()
