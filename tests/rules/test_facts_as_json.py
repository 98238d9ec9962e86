"""Facts travel as JSON: canonical, complete, and refused with the field, the fault and the cure."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import Some
from tests.rules.world import LAPTOP, MONITOR, PRINTER, PROGRAMME, ask, facts, goodwill
from voorrang.rules.decision import decide
from voorrang.rules.shape import PayloadRefused
from voorrang.rules.wire import (
    SCHEMAS,
    canonical,
    clock_json,
    decide_json,
    decision_to_json,
    facts_from_json,
    facts_hash,
    facts_to_json,
    reason_to_json,
)

LEAST: dict[str, Any] = {"caller": {"standing": "helpdesk"}, "at": "2026-03-04T10:00:00Z"}


def errors(payload: Any) -> dict[str, str]:
    """Field to code of every error."""
    with pytest.raises(PayloadRefused) as refused:
        facts_from_json(payload, PROGRAMME)
    return {error.field: error.code for error in refused.value.errors}


@given(st.data())
def test_facts_survive_the_journey_and_decide_alike(some: Some, data: st.DataObject) -> None:
    asked = data.draw(some.facts)
    if asked.override is not None and not asked.override.reason_id:
        asked = asked._replace(override=None)
    back = facts_from_json(json.loads(json.dumps(facts_to_json(asked))))
    assert facts_to_json(back) == facts_to_json(asked)
    assert decide(back, some.programme) == decide(asked, some.programme)


@given(st.data())
def test_decisions_can_be_written(some: Some, data: st.DataObject) -> None:
    decision = decide(data.draw(some.facts), some.programme)
    written = decision_to_json(decision, some.programme, "nl")
    assert json.loads(json.dumps(written)) == written
    for reason in written["reasons"]:
        assert reason["tone"] not in {"bad", "warn"} or reason["cure"]
        assert "{" not in reason["text"]


def test_the_hash_does_not_depend_on_the_order_of_the_facts() -> None:
    assert facts_hash(facts(LAPTOP, PRINTER)) == facts_hash(facts(PRINTER, LAPTOP))
    assert facts_hash(facts(LAPTOP)) != facts_hash(facts(PRINTER))


def test_the_hash_changes_with_every_fact() -> None:
    asked = facts(LAPTOP, MONITOR, override=goodwill())
    others = [
        asked._replace(language="de"),
        asked._replace(self_diagnosis=False),
        asked._replace(exclusions=("fix_not_installed",)),
        asked._replace(override=None),
        asked._replace(devices=(LAPTOP._replace(commercial=False), MONITOR)),
        asked._replace(devices=(LAPTOP, MONITOR._replace(attached_to=None))),
    ]
    assert len({facts_hash(one) for one in (asked, *others)}) == len(others) + 1


def test_little_is_needed() -> None:
    read = facts_from_json(LEAST)
    assert (read.caller.pin, read.devices, read.self_diagnosis) == ("not_given", (), False)


def test_offsets_are_turned_into_utc() -> None:
    read = facts_from_json(LEAST | {"at": "2026-03-04T11:00:00+01:00"})
    assert facts_to_json(read)["at"] == "2026-03-04T10:00:00Z"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"at": "yesterday"}, "at", "not_a_moment"),
        ({"at": "2026-03-04T10:00:00"}, "at", "no_zone"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at", "out_of_range"),
        ({"at": 5}, "at", "not_a_moment"),
        ({"caller": {}}, "caller.standing", "missing"),
        ({"caller": {"standing": "boss"}}, "caller.standing", "unknown_value"),
        ({"caller": []}, "caller", "not_an_object"),
        ({"colour": "red"}, "colour", "unknown_field"),
        ({"self_diagnosis": "yes"}, "self_diagnosis", "not_a_flag"),
        ({"country": "Netherlands"}, "country", "too_long"),
        ({"country": "1!"}, "country", "malformed"),
        ({"language": "d e"}, "language", "malformed"),
        ({"missing": "symptom"}, "missing", "not_a_list"),
        ({"devices": [{"ref": ""}]}, "devices[0].ref", "empty"),
        ({"devices": [{"ref": "A\x00B"}]}, "devices[0].ref", "control_characters"),
        ({"devices": [{"ref": "A"}, {"ref": "A"}]}, "devices[1].ref", "double"),
        ({"devices": [{"ref": "A"}] * 1001}, "devices", "too_many"),
        ({"exclusions": ["bad_mood"]}, "exclusions[0]", "unknown_value"),
        (
            {
                "contracts": [
                    {
                        "scope": "pc",
                        "tier": "PX",
                        "starts_at": "2026-01-01T00:00:00Z",
                        "ends_at": "2027-01-01T00:00:00Z",
                    }
                ]
            },
            "contracts[0].tier",
            "unknown_value",
        ),
        (
            {
                "contracts": [
                    {
                        "scope": "pc",
                        "tier": "PA",
                        "starts_at": "2027-01-01T00:00:00Z",
                        "ends_at": "2026-01-01T00:00:00Z",
                    }
                ]
            },
            "contracts[0].ends_at",
            "ends_before_start",
        ),
    ],
)
def test_what_cannot_be_read_is_named(changes: dict[str, Any], field: str, code: str) -> None:
    assert errors(LEAST | changes)[field] == code


def test_all_errors_come_at_once() -> None:
    assert len(errors({"caller": {"standing": "boss"}, "at": "x", "colour": 1, "devices": [{}, {"ref": 5}]})) == 5


@pytest.mark.parametrize("payload", [None, [], "text", 5])
def test_a_payload_of_another_shape_is_refused(payload: Any) -> None:
    assert errors(payload) == {"(whole)": "not_an_object"}


def test_a_near_miss_is_told() -> None:
    with pytest.raises(PayloadRefused, match="'devices'"):
        facts_from_json(LEAST | {"device": []})


def test_the_answer_names_what_it_rests_on() -> None:
    answer = decide_json(facts_to_json(facts(LAPTOP)), PROGRAMME)
    assert answer["outcome"] == "entitled"
    assert answer["programme"]["terms"] == "terms"
    assert answer["facts_hash"] == facts_hash(facts(LAPTOP))


def test_a_reason_carries_clause_text_and_cure() -> None:
    reason = ask(LAPTOP._replace(covers=())).reasons
    (none,) = (one for one in reason if one.code == "cover_none")
    written = reason_to_json(none, PROGRAMME)
    assert (written["clause"], written["tone"]) == ("X.1", "bad")
    assert written["cure"].startswith("Send proof")
    assert "text" not in reason_to_json(none)


def test_canonical_json_has_one_spelling() -> None:
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_closed_and_writable(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["additionalProperties"] is False
    json.dumps(schema)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (
            {"calendar": {"zone": "Mars/Olympus", "windows": [{"weekday": 0, "opens": "09:00", "closes": "17:00"}]}},
            "calendar.zone",
        ),
        ({"calendar": {"zone": "../etc/passwd"}}, "calendar.zone"),
        ({"calendar": {"zone": "UTC"}}, "calendar"),
        (
            {"calendar": {"zone": "UTC", "windows": [{"weekday": 7, "opens": "09:00", "closes": "17:00"}]}},
            "calendar.windows[0].weekday",
        ),
        (
            {"calendar": {"zone": "UTC", "windows": [{"weekday": 0, "opens": "17:00", "closes": "09:00"}]}},
            "calendar.windows[0].closes",
        ),
        ({"now": "later"}, "now"),
    ],
)
def test_a_clock_that_cannot_be_read_is_named(changes: dict[str, Any], field: str) -> None:
    promise = {
        "key": "p",
        "kind": "response",
        "for_seconds": 60,
        "measure": "working",
        "starts_on": ["a"],
        "stops_on": ["b"],
    }
    with pytest.raises(PayloadRefused) as refused:
        clock_json({"promise": promise, "now": "2026-03-04T10:00:00Z", **changes})
    assert field in {error.field for error in refused.value.errors}
