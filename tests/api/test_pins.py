"""The PIN of direct access (T1.3) in a call that telephony hands on."""

from typing import Any

import pytest

from tests.accounts.pins import issue, wrong
from tests.api.systems import Answer, System, vendor_system
from tests.api.test_story import ASKED
from tests.entitlements.claims import Scene
from voorrang.accounts.actions import end_pin
from voorrang.accounts.models import Pin
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry, SystemEntry
from voorrang.cases.models import QueueRow
from voorrang.lib.tenancy import customer_selected, on_side

STRANGER = {"phone": "+31612345678"}
QUESTION = {"devices": [{"serial": "CZC0000001"}], "country": "DE", "language": "de", "self_diagnosis": {"a": "b"}}


@pytest.fixture
def pin(rheinwerk: Scene) -> str:
    return issue(rheinwerk.one)


@pytest.fixture
def telephony(rheinwerk: Scene) -> System:
    return vendor_system(kind="telephony")


def check(system: System, pin: Any, caller: Any = None, **headers: str) -> Answer:
    return system.post("entitlement-checks", QUESTION | {"pin": pin, "caller": caller or STRANGER}, **headers)


def test_the_pin_names_the_customer(telephony: System, rheinwerk: Scene, pin: str) -> None:
    listed = {"phone": rheinwerk.one.engineer.contact.phone}
    answer = check(telephony, pin, listed)
    assert answer.status == 201, answer.body
    assert answer.body["decision"]["outcome"] == "entitled"
    assert "pin_verified" in codes(answer)
    with customer_selected(rheinwerk.one.customer.id):
        assert not QueueRow.objects.exists()
        assert Entry.objects.filter(type="decision.made").count() == 1


def test_an_unlisted_caller_with_the_pin_is_helped_on_condition(telephony: System, pin: str) -> None:
    answer = check(telephony, pin)
    assert answer.body["decision"]["outcome"] == "conditional"
    assert {"caller_unlisted", "pin_verified"} <= codes(answer)


def test_an_end_user_with_the_pin_is_refused(telephony: System, rheinwerk: Scene, pin: str) -> None:
    answer = check(telephony, pin, {"email": rheinwerk.one.end_user.email})
    assert answer.body["decision"]["outcome"] == "refused"
    assert answer.body["cure"]
    assert answer.body["objection"]["decision_id"] == answer.body["decision"]["id"]


def test_a_case_opens_by_pin(telephony: System, ours: System, pin: str) -> None:
    opened = telephony.post("cases", ASKED | {"pin": pin, "caller": STRANGER})
    assert opened.status == 201, opened.body
    assert [case["number"] for case in ours.items("cases")] == [opened.body["case"]["number"]]


def test_an_unknown_pin_is_told_to_the_vendor_only(telephony: System, rheinwerk: Scene, pin: str) -> None:
    for guess in (wrong(pin), "12345", "", "0" * 14, "x\u00e9"):
        answer = check(telephony, guess)
        assert answer.fields() == {"pin": "unknown"}, guess
    with on_side("vendor"):
        assert SystemEntry.objects.filter(type="pin.unknown").count() == 5
    with customer_selected(rheinwerk.one.customer.id):
        assert not Entry.objects.filter(type__in=["decision.made", "pin.unknown"]).exists()


def test_a_replaced_pin_says_so(telephony: System, rheinwerk: Scene, pin: str) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        end_pin(pin=Pin.objects.get(), by=SYSTEM, at=rheinwerk.one.customer.created_at)
    answer = check(telephony, pin, {"phone": rheinwerk.one.engineer.contact.phone})
    assert answer.body["decision"]["outcome"] == "conditional"
    assert "pin_revoked" in codes(answer)


def test_too_many_guesses_wait(telephony: System, pin: str, settings: Any) -> None:
    settings.VOORRANG_PIN_ATTEMPTS = 3
    statuses = [check(telephony, wrong(pin)).status for _ in range(5)]
    assert statuses == [422, 422, 422, 429, 429]
    answer = check(telephony, pin)
    assert answer.status == 429
    assert int(answer.response.headers["Retry-After"]) > 0
    assert "decision" not in answer.body


def test_only_telephony_is_believed_about_the_number(ours: System, pin: str, settings: Any) -> None:
    settings.VOORRANG_PIN_ATTEMPTS = 3
    statuses = [check(ours, wrong(pin), {"phone": f"+3161234567{n}"}).status for n in range(4)]
    assert statuses == [201, 201, 201, 429]


def test_a_customers_token_needs_no_pin_but_may_bring_one(ours: System, theirs: System, pin: str) -> None:
    assert ours.post("entitlement-checks", QUESTION).body["decision"]["outcome"] == "entitled"
    assert "pin_verified" in codes(check(ours, pin))
    foreign = check(theirs, pin)
    assert "pin_verified" not in codes(foreign)
    assert foreign.body["decision"]["outcome"] != "entitled"
    assert "pin_unknown" in codes(check(ours, "12345"))


def test_a_pin_of_another_customer_than_named(vendors: System, telephony: System, pin: str, theirs: System) -> None:
    assert check(vendors, pin).status == 201
    telephony.customer = "QUER"
    assert check(telephony, pin).fields() == {"pin": "unknown"}


def test_telephony_without_pin_or_customer(telephony: System) -> None:
    assert telephony.post("entitlement-checks", QUESTION).fields() == {"Voorrang-Customer": "missing"}


def test_a_disguised_field_is_not_passed_over(telephony: System, pin: str) -> None:
    answer = telephony.call("POST", "entitlement-checks", b'{"p\\u0069n": "' + pin.encode() + b'"}')
    assert answer.fields() == {"pin": "unread"}


def test_without_a_token_no_pin_is_tried(rheinwerk: Scene, pin: str) -> None:
    assert check(System(), pin).status == 401
    assert check(System("vrv_nonsense"), wrong(pin)).status == 401
    with on_side("vendor"):
        assert not SystemEntry.objects.filter(type="pin.unknown").exists()


def codes(answer: Answer) -> set[str]:
    assert answer.status == 201, answer.body
    return {reason["code"] for reason in answer.body["decision"]["reasons"]}
