"""A POST with an Idempotency-Key is done once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from tests.api.systems import System, system_of
from tests.api.test_story import ASKED
from tests.cast import StandingCast
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.cases.models import QueueRow
from voorrang.lib.tenancy import on_side


def test_the_same_again_is_answered_alike(ours: System) -> None:
    first = ours.post("cases", ASKED, Idempotency_Key="k1")
    again = ours.post("cases", ASKED, Idempotency_Key="k1")
    assert again.response.content == first.response.content
    assert again.etag == first.etag
    assert again.response.headers["Location"] == first.response.headers["Location"]
    assert again.response.headers["Idempotent-Replayed"] == "true"
    assert len(ours.items("cases")) == 1
    assert len(ours.items("decisions")) == 1


def test_something_else_under_the_same_key_is_refused(ours: System) -> None:
    ours.post("cases", ASKED, Idempotency_Key="k1")
    other = ours.post("cases", ASKED | {"impact": "site"}, Idempotency_Key="k1")
    assert other.fields() == {"Idempotency-Key": "used"}
    check = {name: value for name, value in ASKED.items() if name not in {"symptom", "impact"}}
    assert ours.post("entitlement-checks", check, Idempotency_Key="k1").status == 422
    assert len(ours.items("cases")) == 1


def test_a_refused_request_frees_its_key(ours: System) -> None:
    assert ours.post("cases", ASKED | {"impact": "all"}, Idempotency_Key="k1").status == 422
    assert ours.post("cases", ASKED, Idempotency_Key="k1").status == 201


def test_a_refused_decision_is_kept(ours: System) -> None:
    asked = ASKED | {"devices": [{"serial": "5CG0000001"}]}
    first = ours.post("cases", asked, Idempotency_Key="k1")
    assert first.body["case"] is None
    assert ours.post("cases", asked, Idempotency_Key="k1").body == first.body


def test_keys_of_others_do_not_matter(ours: System, theirs: System) -> None:
    ours.post("cases", ASKED, Idempotency_Key="k1")
    assert theirs.post("cases", ASKED, Idempotency_Key="k1").body["decision"]["outcome"] != "entitled"


def test_a_key_that_is_none(ours: System) -> None:
    for key in ("x" * 129, "é", "a\tb"):
        assert ours.post("cases", ASKED, Idempotency_Key=key).fields() == {"Idempotency-Key": "malformed"}


def test_sent_eight_times_at_once(real_commits: None, settings: Any) -> None:
    with transaction.atomic():
        system = system_of(rheinwerk_in_force(StandingCast()).one)

    def send(_number: int) -> tuple[int, Any]:
        try:
            answer = System(system.token).post("cases", ASKED, Idempotency_Key="k1")
            return answer.status, answer.body
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, range(8)))
    numbers = {body["case"]["number"] for status, body in answers if status == 201}
    assert len(numbers) == 1
    assert {status for status, _ in answers} <= {201, 409}
    with transaction.atomic(), on_side("vendor"):
        assert QueueRow.objects.count() == 1


pytestmark = pytest.mark.usefixtures("present")
