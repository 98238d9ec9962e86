"""What belongs to another customer looks like what does not exist: the same bytes."""

from tests.api.systems import System
from tests.api.test_story import ASKED
from voorrang.lib.ids import uuid7


def test_foreign_and_absent_answer_alike(ours: System, theirs: System, vendors: System) -> None:
    case = ours.post("cases", ASKED).body
    addresses = [
        f"cases/{case['case']['id']}",
        f"cases/{case['case']['id']}/events",
        f"cases/{case['case']['id']}/closure",
        f"decisions/{case['decision']['id']}",
        f"devices/{case['case']['devices'][0]['device_id']}",
        f"contracts/{ours.items('contracts')[0]['id']}",
        f"customers/{ours.items('customers')[0]['id']}",
    ]
    absent = theirs.get(f"cases/{uuid7()}")
    assert absent.status == 404
    for address in (*addresses, "nonsense", "cases/nonsense", "cases/1/events", "../api/v1/", "cases/", "docs/x"):
        answer = theirs.get(address)
        assert answer.response.content == absent.response.content, address
        assert dict(answer.response.headers) == dict(absent.response.headers) | {
            "Content-Length": answer.response.headers["Content-Length"]
        }
    writes = [
        ("POST", f"{addresses[0]}/events", {"text": "x"}),
        ("PUT", f"{addresses[0]}/closure", None),
        ("POST", f"{addresses[0]}/closure", None),
        ("DELETE", f"{addresses[0]}/closure", None),
    ]
    for method, address, body in writes:
        assert theirs.call(method, address, body).response.content == absent.response.content, (method, address)
    vendors.customer = "QUER"
    for address in addresses[:-1]:
        assert vendors.get(address).response.content == absent.response.content
    assert ours.get(addresses[0]).body["version"] == 1


def test_an_unknown_address_needs_no_token() -> None:
    assert System().get("/api/v2/cases").status == 404
    assert System().get("nonsense").status == 404
