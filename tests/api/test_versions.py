"""Versions: read only news, write only on what was read."""

from tests.api.systems import System
from tests.api.test_story import ASKED


def test_a_case_that_is_known_is_not_sent_again(ours: System) -> None:
    opened = ours.post("cases", ASKED)
    address = f"cases/{opened.body['case']['id']}"
    for known in (opened.etag, f"W/{opened.etag}", f'"99", {opened.etag}', "*"):
        answer = ours.get(address, If_None_Match=known)
        assert (answer.status, answer.body, answer.etag) == (304, None, opened.etag)
    assert ours.get(address, If_None_Match='"99"').status == 200
    assert ours.get(f"{address}/events", If_None_Match=opened.etag).status == 304
    ours.post(f"{address}/events", {"text": "More."})
    assert ours.get(address, If_None_Match=opened.etag).status == 200


def test_two_who_write_at_once(ours: System, vendors: System) -> None:
    opened = ours.post("cases", ASKED)
    address = f"cases/{opened.body['case']['id']}"
    vendors.post(f"{address}/events", {"type": "note", "text": "Hidden."})
    answered = vendors.post(f"{address}/events", {"text": "Try this."})
    late = ours.post(f"{address}/events", {"text": "Hello?"}, If_Match=opened.etag)
    assert late.status == 412
    assert late.etag == answered.etag
    assert [change["type"] for change in late.body["changes"]] == ["case.answered"]
    assert ours.post(f"{address}/events", {"text": "It helped."}, If_Match=late.etag).status == 201
    for method, path in (("PUT", "closure"), ("POST", "closure"), ("DELETE", "closure")):
        assert ours.call(method, f"{address}/{path}", If_Match=opened.etag).status == 412
    assert ours.call("PUT", f"{address}/closure", If_Match="*").status == 201


def test_a_version_that_is_none(ours: System) -> None:
    address = f"cases/{ours.post('cases', ASKED).body['case']['id']}"
    for etag in ("1", '"x"', '"1", "2"', '"' + "9" * 50 + '"', "é"):
        answer = ours.post(f"{address}/events", {"text": "Hello"}, If_Match=etag)
        assert answer.fields() == {"If-Match": "malformed"}, etag
    assert ours.post(f"{address}/events", {"text": "Hello"}, If_Match='"999"').status == 412


def test_who_may_say_what(ours: System, vendors: System) -> None:
    address = f"cases/{ours.post('cases', ASKED).body['case']['id']}/events"
    for saying in ("answer", "question", "note", "resolution"):
        assert ours.post(address, {"type": saying, "text": "x"}).fields() == {"type": "of_other_side"}
    assert vendors.post(address, {"type": "reply", "text": "x"}).fields() == {"type": "of_other_side"}
    assert ours.post(address, {"text": ""}).fields() == {"text": "missing"}
    assert ours.post(address, {"type": "diagnosis", "text": "x"}).fields() == {"self_diagnosis": "missing"}
    assert ours.post(address, {"text": "x", "self_diagnosis": {}}).fields() == {"self_diagnosis": "not_here"}
    found = ours.post(address, {"type": "diagnosis", "self_diagnosis": {"finding": "fuse"}})
    assert found.body["type"] == "case.diagnosed"
    assert ours.get(address.removesuffix("/events")).body["self_diagnosis"] == {"finding": "fuse"}


def test_the_vendor_closes_what_it_has_resolved(ours: System, vendors: System) -> None:
    address = f"cases/{ours.post('cases', ASKED).body['case']['id']}"
    early = vendors.call("PUT", f"{address}/closure")
    assert (early.status, early.body["reasons"][0]["code"]) == (409, "case_not_resolved")
    open_still = ours.call("DELETE", f"{address}/closure")
    assert (open_still.status, open_still.body["reasons"][0]["code"]) == (409, "case_still_open")
