"""Where a case stands is what its events say, and nothing else."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import AT
from voorrang.cases.refusals import (
    ActOfOtherSide,
    CaseAlreadyClosed,
    CaseAlreadyResolved,
    CaseNotResolved,
    CaseStillOpen,
    check,
)
from voorrang.cases.status import Act, EventsIncomplete, acts_allowed, may, status_of


class Happened(NamedTuple):
    sequence: int
    type: str
    at: Any
    data: dict[str, Any] = {}


def story(*types: str) -> list[Happened]:
    return [Happened(place, type_, AT + timedelta(hours=place)) for place, type_ in enumerate(types, start=1)]


@pytest.mark.parametrize(
    ("types", "status"),
    [
        (["case.opened"], "open"),
        (["case.opened", "case.answered"], "open"),
        (["case.opened", "case.waiting"], "waiting"),
        (["case.opened", "case.waiting", "case.answered"], "waiting"),
        (["case.opened", "case.waiting", "case.noted"], "waiting"),
        (["case.opened", "case.waiting", "case.replied"], "open"),
        (["case.opened", "case.resolved"], "resolved"),
        (["case.opened", "case.waiting", "case.resolved"], "resolved"),
        (["case.opened", "case.resolved", "case.breached"], "resolved"),
        (["case.opened", "case.resolved", "case.closed"], "closed"),
        (["case.opened", "case.resolved", "case.reopened"], "open"),
        (["case.opened", "case.closed", "case.reopened", "case.waiting"], "waiting"),
    ],
)
def test_the_status_of_a_story(types: list[str], status: str) -> None:
    assert status_of(story(*types)).status == status


def test_a_status_lasts_since_the_event_that_led_to_it() -> None:
    standing = status_of(story("case.opened", "case.waiting", "case.answered", "case.noted"))
    assert standing.waiting_since == AT + timedelta(hours=2)
    assert standing.version == 4


def test_the_last_assignment_names_the_owner() -> None:
    ada, theo = uuid4(), uuid4()
    events = [
        Happened(1, "case.opened", AT),
        Happened(2, "case.assigned", AT, {"owner": str(ada)}),
        Happened(3, "case.assigned", AT, {"owner": str(theo)}),
    ]
    assert status_of(events).owner_id == theo
    assert status_of([*events, Happened(4, "case.assigned", AT, {"owner": None})]).owner_id is None


def test_a_clock_that_ran_out_changes_nothing_but_the_version() -> None:
    before = status_of(story("case.opened", "case.waiting"))
    after = status_of(story("case.opened", "case.waiting", "case.breached"))
    assert (after.status, after.since, after.changed_at) == (before.status, before.since, before.changed_at)


@pytest.mark.parametrize(
    "events",
    [
        [],
        story("case.answered"),
        story("case.opened", "case.opened"),
        [Happened(1, "case.opened", AT), Happened(3, "case.closed", AT)],
    ],
)
def test_a_story_with_a_hole_is_refused(events: list[Happened]) -> None:
    with pytest.raises(EventsIncomplete):
        status_of(events)


@pytest.mark.parametrize(
    ("act", "status", "side", "refusal"),
    [
        (Act.CLOSE, "closed", "customer", CaseAlreadyClosed),
        (Act.CLOSE, "open", "vendor", CaseNotResolved),
        (Act.RESOLVE, "resolved", "vendor", CaseAlreadyResolved),
        (Act.REPLY, "resolved", "customer", CaseAlreadyResolved),
        (Act.REOPEN, "waiting", "customer", CaseStillOpen),
        (Act.ANSWER, "closed", "vendor", CaseAlreadyClosed),
        (Act.ANSWER, "open", "customer", ActOfOtherSide),
        (Act.REPLY, "open", "vendor", ActOfOtherSide),
    ],
)
def test_a_refusal_states_the_fact(act: Act, status: Any, side: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as caught:
        check(act, status, side, "NIEUW-0001-K")
    assert "NIEUW-0001-K" in str(caught.value)


def test_the_customer_may_withdraw_and_the_vendor_may_not() -> None:
    assert may(Act.CLOSE, "open", "customer")
    assert not may(Act.CLOSE, "open", "vendor")


_LEADS = {
    Act.ANSWER: "case.answered",
    Act.ASK_BACK: "case.waiting",
    Act.NOTE: "case.noted",
    Act.REPLY: "case.replied",
    Act.DIAGNOSE: "case.diagnosed",
    Act.FILE: "case.file_added",
    Act.ASSIGN: "case.assigned",
    Act.RESOLVE: "case.resolved",
    Act.CLOSE: "case.closed",
    Act.REOPEN: "case.reopened",
}


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(["vendor", "customer"])), max_size=40))
def test_whatever_is_allowed_there_is_always_a_way_on(acts: list[tuple[Act, Any]]) -> None:
    types = ["case.opened"]
    for act, side in acts:
        if may(act, status_of(story(*types)).status, side):
            types.append(_LEADS[act])
    standing = status_of(story(*types))
    assert standing.version == len(types)
    for side in ("vendor", "customer"):
        assert acts_allowed(standing.status, side)
    if standing.status == "closed":
        assert standing.closed_at is not None
        assert acts_allowed("closed", "customer") == {Act.REOPEN}
