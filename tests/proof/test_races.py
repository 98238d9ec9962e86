"""What must happen once happens once, however often two try at the same moment. Part of `make proof`."""

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections, transaction

from tests.accounts.pins import check, issue, wrong
from tests.cases.factories import opened, promised
from tests.cast import AT, BOUGHT, Cast, StandingCast, serving
from tests.contracts.people import PC_ACCESS_3Y, place
from voorrang.accounts.models import RateCounter
from voorrang.cases.models import CaseEvent
from voorrang.cases.numbers import take_number
from voorrang.cases.sweep import sweep_breaches
from voorrang.config.middleware.idempotency import claim
from voorrang.contracts.models import Contract
from voorrang.lib.jobs.context import claim_effect
from voorrang.lib.numbers import parse_number
from voorrang.lib.tenancy import customer_selected

pytestmark = [pytest.mark.proof, pytest.mark.usefixtures("real_commits")]

ROUNDS = int(os.environ.get("VOORRANG_TEST_ROUNDS", "1000"))
"""How often each race is run; those with dearer rounds take a part of it."""


def race(
    runners: int, rounds: int, run: Callable[[int, int], Any], *, before: Callable[[int], Any] | None = None
) -> list[list[Any]]:
    """Let runners start each round at the same moment; return what each of them got, round by round.

    `run(runner, round)` runs on the runner's own connection; `before(round)` is run once, while the others wait.
    """
    start, end = Barrier(runners), Barrier(runners)

    def runner(number: int) -> list[Any]:
        got = []
        try:
            for each in range(rounds):
                if number == 0 and before is not None:
                    before(each)
                start.wait(60)
                got.append(run(number, each))
                end.wait(60)
        except BaseException:
            start.abort()
            end.abort()
            raise
        finally:
            connections.close_all()
        return got

    with ThreadPoolExecutor(runners) as pool:
        results = list(pool.map(runner, range(runners)))
    return [list(each) for each in zip(*results, strict=True)]


def town() -> Cast:
    with transaction.atomic():
        cast = StandingCast()
        cast.sales  # noqa: B018 -- made before the race
        return cast.access


def test_sixty_parallel_pins_at_limit_five(settings: Any, record_property: Any) -> None:
    settings.VOORRANG_PIN_ATTEMPTS = 5
    rounds = max(ROUNDS // 50, 1)
    one = town()
    with transaction.atomic():
        pin = wrong(issue(one))

    def forget(_round: int) -> None:
        RateCounter.objects.all().delete()

    for states in race(60, rounds, lambda _runner, _round: check(pin).state, before=forget):
        assert Counter(states) == {"unknown": 5, "throttled": 55}
    record_property("attempts", 60 * rounds)


def test_two_sweepers_claim_each_breach_once(record_property: Any) -> None:
    rounds, batch = max(ROUNDS // 100, 1), 10
    one = town()
    with transaction.atomic(), serving(one):
        promised("response", 4)

    def open_some(_round: int) -> None:
        with transaction.atomic(), serving(one):
            for _ in range(batch):
                opened(one)

    later = AT + timedelta(days=3)
    for claimed in race(2, rounds, lambda _runner, _round: sweep_breaches(later), before=open_some):
        assert sum(claimed) == batch
    with transaction.atomic(), serving(one):
        breaches = CaseEvent.objects.filter(type="case.breached")
        assert breaches.count() == breaches.values("case_id").distinct().count() == rounds * batch
        assert set(breaches.values_list("at", flat=True)) == {AT + timedelta(hours=4)}
    record_property("breaches", rounds * batch)


def test_overlapping_orders_make_one_contract(record_property: Any) -> None:
    rounds = max(ROUNDS // 10, 1)
    cast = StandingCast()
    with transaction.atomic():
        one = cast.access
        cast.sales  # noqa: B018 -- made before the race

    def order(_runner: int, number: int) -> bool:
        with transaction.atomic():
            starts_at = BOUGHT.replace(year=BOUGHT.year + 4 * number)
            return bool(place(cast, one, (PC_ACCESS_3Y, 300), starts_at=starts_at).accepted)

    for accepted in race(2, rounds, order):
        assert sorted(accepted) == [False, True]
    with transaction.atomic(), serving(one):
        assert Contract.objects.count() == rounds
    record_property("rounds", rounds)


def test_a_key_of_idempotency_is_claimed_once(record_property: Any) -> None:
    one = town()

    def claim_it(_runner: int, number: int) -> bool:
        with transaction.atomic(), customer_selected(one.customer.id):
            return claim(one.engineer.user.id, f"key-{number}", "print", one.customer)

    for claimed in race(4, ROUNDS, claim_it):
        assert sorted(claimed) == [False, False, False, True]
    record_property("rounds", ROUNDS)


def test_an_effect_happens_once(record_property: Any) -> None:
    def take(_runner: int, number: int) -> bool:
        with transaction.atomic():
            return claim_effect(f"effect-{number}", at=AT)

    for claimed in race(4, ROUNDS, take):
        assert sorted(claimed) == [False, False, False, True]
    record_property("rounds", ROUNDS)


def test_no_case_number_is_given_twice_and_none_is_left_out(record_property: Any) -> None:
    one = town()

    def take(_runner: int, _round: int) -> str:
        with transaction.atomic(), customer_selected(one.customer.id):
            return take_number(one.customer.id)

    taken = [parse_number(number)[1] for numbers in race(4, ROUNDS, take) for number in numbers]
    assert sorted(taken) == list(range(1, 4 * ROUNDS + 1))
    record_property("numbers", len(taken))
