"""The story by API: open a case, read it back, reply, close, reopen."""

from tests.api.systems import System
from tests.cast import PROGRAMME
from voorrang.contracts.models import InternalTarget

ASKED = {
    "symptom": "Startet nicht mehr",
    "devices": [{"serial": "CZC0000001"}],
    "language": "de",
    "impact": "one_person",
    "self_diagnosis": {"steps": ["adapter changed"], "finding": "board dead"},
}


def test_a_case_from_opening_to_reopening(ours: System, vendors: System) -> None:
    opened = ours.post("cases", ASKED)
    assert opened.status == 201, opened.body
    assert opened.body["decision"]["outcome"] == "entitled"
    assert (opened.body["cure"], opened.body["objection"]) == (None, None)
    case = opened.body["case"]
    assert case["number"].startswith("RHEIN-")
    assert case["status"] == "open"
    address = f"cases/{case['id']}"
    assert opened.response.headers["Location"] == f"/api/v1/{address}"

    read = ours.get(address)
    assert read.body == case
    assert read.etag == opened.etag == '"1"'
    assert ours.items("cases")[0]["number"] == case["number"]

    asked_back = vendors.post(f"{address}/events", {"type": "question", "text": "Which firmware?"})
    assert asked_back.status == 201
    assert ours.get(address).body["status"] == "waiting"
    replied = ours.post(f"{address}/events", {"text": "1.7"}, If_Match=asked_back.etag)
    assert replied.status == 201
    assert replied.body["type"] == "case.replied"
    assert ours.get(address).body["status"] == "open"

    vendors.post(f"{address}/events", {"type": "note", "text": "Third one this week."})
    resolved = vendors.post(f"{address}/events", {"type": "resolution", "text": "Board replaced."})
    assert resolved.status == 201
    story = ours.items(f"{address}/events")
    assert [event["type"] for event in story] == ["case.opened", "case.waiting", "case.replied", "case.resolved"]
    assert story[2]["text"] == "1.7"
    assert "case.noted" in [event["type"] for event in vendors.items(f"{address}/events")]

    assert ours.get(f"{address}/closure").status == 404
    closed = ours.call("PUT", f"{address}/closure", {"text": "Thank you."})
    assert closed.status == 201
    assert ours.get(f"{address}/closure").body["closed_at"] == closed.body["closed_at"]
    assert ours.get(address).body["status"] == "closed"
    again = ours.call("PUT", f"{address}/closure")
    assert again.status == 409
    assert again.body["reasons"][0]["code"] == "case_already_closed"
    assert again.body["reasons"][0]["cure"]

    reopened = ours.call("DELETE", f"{address}/closure")
    assert reopened.status == 200
    assert reopened.body["status"] == "open"
    assert ours.get(f"{address}/closure").status == 404


def test_a_customer_withdraws_by_post(ours: System) -> None:
    case = ours.post("cases", ASKED).body["case"]
    closed = ours.post(f"cases/{case['id']}/closure", {"text": "Works again."})
    assert closed.status == 201
    assert closed.body["withdrawn"] is True


def test_a_refusal_is_an_answer(ours: System) -> None:
    refused = ours.post("cases", ASKED | {"devices": [{"serial": "5CG0000001"}]})
    assert refused.status == 201
    assert refused.body["case"] is None
    decision = refused.body["decision"]
    assert decision["outcome"] == "refused"
    ended = next(reason for reason in decision["reasons"] if reason["code"].startswith("cover_"))
    assert ended["clause"] in ended["clauses"]
    assert ended["device"] == "5CG0000001"
    assert refused.body["cure"]
    assert refused.body["objection"]["decision_id"] == decision["id"]
    assert ours.items("cases") == []
    assert ours.get(f"decisions/{decision['id']}").body == decision


def test_an_unknown_serial_is_provisional(ours: System) -> None:
    opened = ours.post("cases", ASKED | {"devices": [{"serial": "XYZ999", "kind": "laptop", "maker": "HP"}]})
    assert opened.body["decision"]["outcome"] == "conditional"
    assert opened.body["case"]["devices"] == [{"serial": "XYZ999", "device_id": None}]


def test_a_long_symptom_loses_nothing(ours: System) -> None:
    symptom = "The fan howls " * 40 + "\nand then it stops."
    case = ours.post("cases", ASKED | {"symptom": symptom}).body["case"]
    assert len(case["symptom"]) <= 200
    assert case["symptom"].endswith("…")
    [event] = ours.items(f"cases/{case['id']}/events")
    assert event["text"] == symptom.strip()


def test_texts_come_in_the_language_asked_for(ours: System) -> None:
    english = ours.post("cases", ASKED).body["decision"]
    dutch = ours.get(f"decisions/{english['id']}", Accept_Language="nl").body
    assert [one["code"] for one in dutch["reasons"]] == [one["code"] for one in english["reasons"]]
    assert dutch["reasons"][0]["text"] != english["reasons"][0]["text"]


def test_the_vendors_own_targets_stay_with_the_vendor(ours: System, vendors: System) -> None:
    InternalTarget.objects.create(programme=PROGRAMME, kind="response", seconds=3600)
    case = ours.post("cases", ASKED).body["case"]
    assert case["target"] is None
    assert vendors.get(f"cases/{case['id']}").body["target"] is not None
    assert all(clock["basis"] == "promise" for clock in case["clocks"])
