"""A decision opens a case with a number, a first event, a row in the queue and an entry in the trail; a refusal opens none."""

import pytest

from tests.cases.factories import AT, decided, opened, row_of
from tests.cast import Cast
from voorrang.audit.models import Entry
from voorrang.cases.actions import open_case
from voorrang.cases.models import Case, CaseDevice, CaseEvent, EventBody, QueueRow
from voorrang.cases.refusals import DecisionRefusesCase, TextNotUsable
from voorrang.lib.numbers import parse_number


def test_a_case_begins_with_everything_that_belongs_to_it(town: Cast) -> None:
    case = opened(town, title="  The screen\n stays black ", body="Since Monday.", serials=["5CG1", "5CG2"])
    assert parse_number(case.number) == ("NIEUW", 1)
    assert case.title == "The screen stays black"
    (event,) = CaseEvent.objects.filter(case=case)
    assert (event.sequence, event.type, event.at, event.internal) == (1, "case.opened", AT, False)
    assert EventBody.objects.get(event=event).text == "Since Monday."
    assert [device.serial for device in CaseDevice.objects.filter(case=case).order_by("serial")] == ["5CG1", "5CG2"]
    row = row_of(case)
    assert (row.status, row.outcome, row.tier, row.tier_rank) == ("open", "entitled", "PA", 1)
    assert row.serials == ["5CG1", "5CG2"]
    entry = Entry.objects.get(subject_id=case.id)
    assert (entry.type, entry.actor_id) == ("case.opened", town.engineer.user.id)
    assert "screen" not in str(entry.data)


@pytest.mark.parametrize("outcome", ["base_warranty", "chargeable", "conditional", "entitled"])
def test_every_other_outcome_opens_a_case(town: Cast, outcome: str) -> None:
    tier = "" if outcome == "base_warranty" else "PA"
    assert row_of(opened(town, outcome=outcome, tier=tier)).outcome == outcome


def test_a_refused_decision_opens_no_case(town: Cast) -> None:
    with pytest.raises(DecisionRefusesCase):
        opened(town, outcome="refused")
    assert not Case.objects.exists()
    assert not QueueRow.objects.exists()


def test_a_serial_named_twice_is_one_device(town: Cast) -> None:
    case = opened(town, serials=["5CG1", "5CG1"])
    assert CaseDevice.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("field", "words", "code"),
    [
        ("title", {"title": " \n "}, "missing"),
        ("title", {"title": "x" * 201}, "too_long"),
        ("title", {"title": "black\x00screen"}, "unreadable"),
        ("text", {"body": "x" * 20_001}, "too_long"),
        ("diagnosis", {"diagnosis": {"found": "a\x00b"}}, "unreadable"),
        ("diagnosis", {"diagnosis": {"found": float("nan")}}, "unreadable"),
    ],
)
def test_unusable_words_are_named(town: Cast, field: str, words: dict[str, object], code: str) -> None:
    given = {"title": "Black screen", "body": "", "diagnosis": {}} | words
    with pytest.raises(TextNotUsable) as caught:
        open_case(
            recorded=decided(town), impact="site", language="nl", door="api", by=town.engineer.actor, at=AT, **given
        )
    assert (caught.value.field, caught.value.code) == (field, code)


def test_opening_takes_few_statements(town: Cast, django_assert_max_num_queries: object) -> None:
    recorded = decided(town)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        open_case(
            recorded=recorded,
            title="Black screen",
            body="Since Monday.",
            impact="site",
            language="nl",
            door="api",
            by=town.engineer.actor,
            at=AT,
        )
