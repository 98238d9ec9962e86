"""Lists: pages that neither skip nor repeat, filters that narrow, cursors that nobody forges."""

from datetime import timedelta
from typing import Any

from tests.api.systems import System, system_of
from tests.api.test_story import ASKED
from tests.cast import AT, StandingCast
from tests.entitlements.claims import Scene


def walk(system: System, path: str) -> list[str]:
    """Read a list page by page, and return the ids."""
    ids: list[str] = []
    joint = "&" if "?" in path else "?"
    cursor = None
    while True:
        answer = system.get(f"{path}{joint}cursor={cursor}" if cursor else path)
        assert answer.status == 200, answer.body
        ids += [item["id"] for item in answer.body["items"]]
        cursor = answer.body["next"]
        if cursor is None:
            return ids


def open_cases(system: System, settings: Any, count: int) -> list[str]:
    ids = []
    for number in range(count):
        settings.VOORRANG_NOW = AT + timedelta(minutes=number // 2)  # Two share each instant.
        ids.append(system.post("cases", ASKED | {"symptom": f"Number {number}"}).body["case"]["id"])
    return ids


def test_pages_neither_skip_nor_repeat(ours: System, settings: Any) -> None:
    opened = open_cases(ours, settings, 5)
    for size in (1, 2, 3, 200):
        assert walk(ours, f"cases?limit={size}") == opened[::-1]
        assert sorted(walk(ours, f"decisions?limit={size}")) == sorted(walk(ours, "decisions"))
    [case] = opened[:1]
    for text in "abc":
        ours.post(f"cases/{case}/events", {"text": text})
    assert len(walk(ours, f"cases/{case}/events?limit=1")) == 4
    assert len(walk(ours, "devices?limit=1")) == 4
    assert len(walk(ours, "contracts?limit=1")) == 1


def test_a_page_stays_in_place_when_something_new_comes(ours: System, settings: Any) -> None:
    opened = open_cases(ours, settings, 4)
    first = ours.get("cases?limit=2").body
    settings.VOORRANG_NOW = AT + timedelta(days=1)
    ours.post("cases", ASKED)
    second = ours.get(f"cases?limit=2&cursor={first['next']}").body
    assert [item["id"] for item in first["items"] + second["items"]] == opened[::-1]


def test_a_forged_cursor_is_refused(ours: System, theirs: System, settings: Any) -> None:
    open_cases(ours, settings, 3)
    cursor = ours.get("cases?limit=1").body["next"]
    body, _, signature = cursor.rpartition(":")
    for forged in (
        "",
        "x",
        body,
        f"{body}:{signature[::-1]}",
        f"A{cursor}",
        cursor.lower(),
        cursor + "x" * 500,
        "é",
        "%00",
    ):
        answer = ours.get(f"cases?limit=1&cursor={forged}")
        assert answer.status == 422, forged
        assert "cursor" in answer.fields()
    assert ours.get(f"devices?cursor={cursor}").fields() == {"cursor": "forged"}
    assert ours.get(f"cases?status=open&limit=1&cursor={cursor}").fields() == {"cursor": "other_filters"}
    # A cursor is a place, not a right: with another token it shows that token's list.
    assert theirs.get(f"cases?limit=1&cursor={cursor}").body["items"] == []


def test_filters_narrow(ours: System, vendors: System, settings: Any) -> None:
    case = ours.post("cases", ASKED).body["case"]
    other = ours.post("cases", ASKED | {"devices": [{"serial": "VNB0000001"}], "impact": "site"}).body["case"]
    settings.VOORRANG_NOW = AT + timedelta(hours=1)
    vendors.post(f"cases/{case['id']}/events", {"type": "resolution", "text": "Done."})
    assert ids(ours, "cases?status=resolved") == {case["id"]}
    assert ids(ours, "cases?status=active") == {other["id"]}
    assert ids(ours, "cases?serial=vnb0000001") == {other["id"]}
    assert ids(ours, "cases?impact=site&country=de") == {other["id"]}
    assert ids(ours, "cases?country=NL") == set()
    assert ids(ours, f"cases?number={case['number'].lower()}") == {case["id"]}
    assert ids(ours, "cases?updated_since=2026-03-02T10:30:00%2B01:00") == {case["id"]}
    assert len(ids(ours, "devices?kind=printer")) == 1
    assert len(ids(ours, "devices?serial=vnb0000001")) == 1
    assert len(ids(ours, "devices?cover=ended")) == 1
    assert len(ids(ours, "devices?country=NL")) == 0
    assert len(ids(ours, "decisions?outcome=entitled")) == 2
    assert len(ids(ours, "decisions?updated_since=2026-03-03T00:00:00Z")) == 0


def test_devices_show_their_cover(ours: System) -> None:
    [laptop] = ours.items("devices?kind=laptop")
    assert [cover["kind"] for cover in laptop["covers"]] == ["warranty", "care_pack"]
    assert (laptop["cover_state"], laptop["site"]["code"]) == ("ended", "HQ")
    assert ours.get(f"devices/{laptop['id']}").body == laptop
    [monitor] = ours.items("devices?kind=monitor")
    [desktop] = ours.items("devices?kind=desktop")
    assert monitor["comes_along_with"] == desktop["id"]


def test_contracts_show_scopes_tiers_and_features(ours: System) -> None:
    [contract] = ours.items("contracts")
    assert ours.get(f"contracts/{contract['id']}").body == contract
    assert [scope["scope"] for scope in contract["scopes"]] == ["pc", "print"]
    pc = contract["scopes"][0]
    assert (pc["tier"]["rank"], pc["in_force"]) == (3, True)
    features = {feature["key"]: feature for feature in pc["features"]}
    assert features["priority_parts"]["clauses"]
    assert "assigned_technical_expert" not in features
    dutch = ours.get("contracts", Accept_Language="nl").body["items"][0]["scopes"][0]["features"]
    assert [one["key"] for one in dutch] == list(features)
    assert [one["name"] for one in dutch] != [one["name"] for one in features.values()]


def test_customers(ours: System, vendors: System, rheinwerk: Scene, theirs: System) -> None:
    [own] = ours.items("customers")
    assert own["code"] == "RHEIN"
    assert ours.get(f"customers/{own['id']}").body == own
    assert ours.items("customers") == vendors.items("customers")
    vendors.customer = ""
    assert [one["code"] for one in vendors.items("customers")] == ["QUER", "RHEIN"]
    assert walk(vendors, "customers?limit=1") == [one["id"] for one in vendors.items("customers")]
    [other] = theirs.items("customers")
    assert vendors.get(f"customers/{other['id']}").status == 200
    assert ours.get(f"customers/{other['id']}").status == 404


def test_a_token_sees_what_its_contact_sees(cast: StandingCast, rheinwerk: Scene, ours: System) -> None:
    case = ours.post("cases", ASKED).body["case"]
    narrow = system_of(rheinwerk.one, contact=rheinwerk.one.end_user)
    assert narrow.items("cases") == []
    assert narrow.get(f"cases/{case['id']}").status == 404
    assert narrow.items("devices") == []
    assert narrow.items("decisions") == []


def ids(system: System, path: str) -> set[str]:
    return {item["id"] for item in system.items(path)}
