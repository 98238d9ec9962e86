"""A wrong answer shows when a fact arrives late: for whom it would be better, what changed, what is owed for it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import COVERS, Some
from tests.rules.world import NOW
from voorrang.rules.decision import Decision, DeviceDecision, decide
from voorrang.rules.facts import Caller, Cover, Device, Facts
from voorrang.rules.outcomes import Outcome
from voorrang.rules.programme import Assumption
from voorrang.rules.redress import CREDIT, changes_between, compare, credit_for


def said(outcome: Outcome, **devices: Outcome) -> Decision:
    return Decision(outcome, (), tuple(DeviceDecision(ref, one, None) for ref, one in devices.items()), None, None)


def test_a_better_answer_means_that_the_claim_was_wronged() -> None:
    assert compare(said("refused"), said("conditional")) == "wronged"
    assert compare(said("entitled"), said("chargeable")) == "generous"
    assert compare(said("entitled"), said("entitled")) == "same"


def test_one_device_that_was_wronged_is_not_made_up_for_by_another() -> None:
    assert (
        compare(said("entitled", a="entitled", b="refused"), said("entitled", a="refused", b="entitled")) == "wronged"
    )


@given(st.data())
def test_without_new_facts_there_is_nothing_to_find(some: Some, data: st.DataObject) -> None:
    facts = data.draw(some.facts | some.good_facts)
    again = facts._replace(devices=facts.devices[::-1], contracts=facts.contracts[::-1])
    assert compare(decide(facts, some.programme), decide(again, some.programme)) == "same"
    assert changes_between(facts, facts) == ()


@given(st.data())
def test_more_cover_never_wrongs_anybody_the_other_way(some: Some, data: st.DataObject) -> None:
    facts = data.draw(some.good_facts)
    cover = data.draw(COVERS)
    more = facts._replace(
        devices=tuple(device._replace(covers=(*device.covers, cover)) for device in facts.devices), choice=None
    )
    before = decide(facts._replace(choice=None), some.programme)
    assert compare(before, decide(more, some.programme)) in {"same", "wronged"}


def test_only_cover_of_that_moment_is_named() -> None:
    holds = Cover("care_pack", NOW - timedelta(days=9), NOW + timedelta(days=9), "next day")
    later = Cover("care_pack", NOW + timedelta(days=9), NOW + timedelta(days=99))
    device = Device("S1", "laptop")
    was = Facts(Caller("unlisted"), NOW, devices=(device,))
    now = Facts(Caller("helpdesk"), NOW, devices=(device._replace(covers=(holds, later)),))
    caller, cover = changes_between(was, now)
    assert (caller.what, caller.was, caller.now) == ("caller", "unlisted", "helpdesk")
    assert (cover.what, cover.device, cover.was) == ("cover", "S1", None)
    assert cover.now["level"] == "next day"  # type: ignore[index, call-overload]


def test_the_credit_is_the_vendors_setting_or_nothing(some: Some) -> None:
    bare = replace(some.programme, assumptions={})
    assert credit_for(said("refused"), said("entitled"), bare) is None
    value = {"currency": "EUR", "refused": "75.00"}
    rule = Assumption("Z.1", {"en": "Credit"}, value, {"en": "No clause."}, CREDIT)
    programme = replace(some.programme, assumptions={"Z.1": rule})
    assert credit_for(said("refused"), said("entitled"), programme) == (Decimal("75.00"), "EUR", "Z.1")
    assert credit_for(said("conditional"), said("entitled"), programme) is None
    assert credit_for(said("entitled"), said("refused"), programme) is None
