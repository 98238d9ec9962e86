"""How many statements the busy operations may cost: a ceiling, so that no loop creeps in."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.systems import Answer, System
from tests.api.test_story import ASKED

QUESTION = {name: value for name, value in ASKED.items() if name not in {"symptom", "impact"}}
FOUR = ["CZC0000001", "CN40000001", "5CG0000001", "VNB0000001"]


def cost(act: Callable[[], Answer]) -> list[str]:
    """Return the statements of a call, savepoints left out: outside tests there are none."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert act().status < 300
    return [one["sql"] for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]


@pytest.fixture
def warm(ours: System) -> System:
    """What is read once in a process has been read."""
    ours.post("cases", ASKED)
    return ours


def test_a_check_costs_the_same_for_any_number_of_devices(warm: System) -> None:
    one = cost(lambda: warm.post("entitlement-checks", QUESTION))
    four = cost(lambda: warm.post("entitlement-checks", QUESTION | {"devices": [{"serial": one} for one in FOUR]}))
    assert len(four) == len(one)
    assert len(one) <= 8, "\n".join(one)


def test_opening_a_case(warm: System) -> None:
    statements = cost(lambda: warm.post("cases", ASKED))
    assert len(statements) <= 19, "\n".join(statements)


def test_lists_cost_the_same_for_any_number_of_rows(warm: System) -> None:
    few = {path: len(cost(lambda path=path: warm.get(path))) for path in ("cases", "decisions", "devices", "contracts")}
    for _ in range(5):
        warm.post("cases", ASKED)
    for path, statements in few.items():
        assert len(cost(lambda path=path: warm.get(path))) == statements
        assert statements <= 18, path
