"""Sixty guesses at the same moment get no more tries than sixty one after the other."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections, transaction

from tests.accounts.pins import check, issue, wrong
from tests.cast import StandingCast

CALLERS = 60


def test_sixty_parallel_checks_at_limit_five_pass_exactly_five(real_commits: None, settings: Any) -> None:
    settings.VOORRANG_PIN_ATTEMPTS = 5
    with transaction.atomic():
        pin = wrong(issue(StandingCast().access))
    starting_line = Barrier(CALLERS)

    def guess(_: int) -> str:
        starting_line.wait()
        try:
            return check(pin).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CALLERS) as pool:
        states = Counter(pool.map(guess, range(CALLERS)))
    assert states == {"unknown": 5, "throttled": CALLERS - 5}
