"""Whatever is sent: a clear 4xx with the cure, nothing done, never a failure of ours."""

from typing import Any

from tests.api.systems import System
from tests.api.test_story import ASKED
from voorrang.cases.models import QueueRow
from voorrang.entitlements.models import Decision
from voorrang.lib.tenancy import customer_selected

DEEP = b'{"symptom": "x", "self_diagnosis": {"a": ' + b"[" * 500 + b"]" * 500 + b"}}"


WRONG_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"symptom": "no\x00thing"}, "symptom"),
    ({"symptom": ""}, "symptom"),
    ({"symptom": "   "}, "symptom"),
    ({"symptom": 7}, "symptom"),
    ({"symptom": None}, "symptom"),
    ({"symptom": ["x"]}, "symptom"),
    ({"symptom": "x" * 20_001}, "symptom"),
    ({"symptom": "bell \x07"}, "symptom"),
    ({"impact": "everybody"}, "impact"),
    ({"impact": 10**400}, "impact"),
    ({"language": "d\x00"}, "language"),
    ({"language": "'; DROP TABLE cases_case; --"}, "language"),
    ({"language": "x" * 300}, "language"),
    ({"country": "Germany"}, "country"),
    ({"country": "D1"}, "country"),
    ({"country": 49}, "country"),
    ({"devices": "CZC0000001"}, "devices"),
    ({"devices": {"serial": "CZC0000001"}}, "devices"),
    ({"devices": ["CZC0000001"]}, "devices[0]"),
    ({"devices": [{}]}, "devices[0].serial"),
    ({"devices": [{"serial": ""}]}, "devices[0].serial"),
    ({"devices": [{"serial": "x" * 65}]}, "devices[0].serial"),
    ({"devices": [{"serial": "CZC\x0000001"}]}, "devices[0].serial"),
    ({"devices": [{"serial": "CZC\n0001"}]}, "devices[0].serial"),
    ({"devices": [{"serial": 1e10}]}, "devices[0].serial"),
    ({"devices": [{"serial": "CZC0000001", "kind": "fridge"}]}, "devices[0].kind"),
    ({"devices": [{"serial": "CZC0000001", "colour": "grey"}]}, "devices[0].colour"),
    ({"devices": [{"serial": f"S{n}"} for n in range(101)]}, "devices"),
    ({"self_diagnosis": "all is well"}, "self_diagnosis"),
    ({"self_diagnosis": {"a": "b\x00"}}, "self_diagnosis"),
    ({"self_diagnosis": {"a\x00": "b"}}, "self_diagnosis"),
    ({"self_diagnosis": {"a": 2**70}}, "self_diagnosis"),
    ({"self_diagnosis": {"a": "x" * 20_001}}, "self_diagnosis"),
    ({"caller": {"phone": "x" * 33}}, "caller.phone"),
    ({"caller": {"contact_id": "me"}}, "caller.contact_id"),
    ({"caller": {"contact_id": "0198f2c1-7a40-7c3e-9d52-3f6a1b2c4d5e"}}, "caller.contact_id"),
    ({"caller": "me"}, "caller"),
    ({"pin": 12345}, "pin"),
    ({"pin": "1" * 65}, "pin"),
    ({"colour": "grey"}, "colour"),
]


def test_a_field_that_cannot_be_used_is_named(ours: System) -> None:
    for changes, field in WRONG_FIELDS:
        answer = ours.post("cases", ASKED | changes)
        assert answer.status == 422, (changes, answer.body)
        assert field in answer.fields()
    nothing_done()


def test_every_wrong_field_is_named_at_once(ours: System) -> None:
    answer = ours.post("cases", {"impact": "all", "language": 5, "devices": [{"serial": "A"}, {"serial": ""}]})
    assert set(answer.fields()) == {"symptom", "impact", "language", "devices[1].serial"}
    assert answer.fields()["symptom"] == "missing"


BROKEN = [
    b"{",
    b"nonsense",
    b"\xff\xfe\x00",
    b'{"symptom": "\\ud800"}',
    b'{"symptom": NaN}',
    b'{"symptom": "a" "b"}',
    b'"\x00"',
    DEEP,
]


def test_broken_json_is_told_so(ours: System) -> None:
    for body in BROKEN:
        answer = ours.call("POST", "cases", body)
        assert answer.status in {400, 422}, (body, answer.body)
    nothing_done()


def test_something_else_than_an_object_is_refused(ours: System) -> None:
    for body in (b"[]", b"null", b"7", b'"cases"', b""):
        answer = ours.call("POST", "cases", body)
        assert answer.status == 422, (body, answer.body)


def test_another_content_type_is_refused(ours: System) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = ours.call("POST", "cases", b"symptom=x", Content_Type=content_type)
        assert answer.status == 415, (content_type, answer.body)
        assert "application/json" in answer.body["detail"]


def test_a_charset_is_no_other_content_type(ours: System) -> None:
    assert ours.post("cases", ASKED, Content_Type="application/json; charset=utf-8").status == 201


def test_ten_megabytes_are_too_many(ours: System) -> None:
    answer = ours.call("POST", "cases", b'{"symptom": "' + b"x" * 10_000_000 + b'"}')
    assert answer.status == 413
    assert "2500000" in answer.body["detail"]


WRONG_PARAMETERS = [
    ("cases?sort=title;DROP", "sort"),
    ("cases?order_by=customer__name", "order_by"),
    ("cases?status=open'--", "status"),
    ("cases?status=open&status=closed", "status"),
    ("cases?country=%00%00", "country"),
    ("cases?serial=a%00b", "serial"),
    ("cases?limit=0", "limit"),
    ("cases?limit=201", "limit"),
    ("cases?limit=ten", "limit"),
    ("cases?limit=1e400", "limit"),
    ("cases?limit=" + "9" * 5000, "limit"),
    ("cases?updated_since=yesterday", "updated_since"),
    ("cases?updated_since=2026-03-02", "updated_since"),
    ("cases?customer_id=1", "customer_id"),
    ("cases?cursor=x", "cursor"),
    ("devices?kind=fridge", "kind"),
    ("devices?country=DEU", "country"),
    ("devices?cover=good", "cover"),
    ("decisions?outcome=perhaps", "outcome"),
    ("contracts?status=open", "status"),
    ("customers?code=QUER", "code"),
]


def test_a_parameter_that_cannot_be_used_is_named(ours: System) -> None:
    for path, field in WRONG_PARAMETERS:
        answer = ours.get(path)
        assert answer.status == 422, (path, answer.body)
        assert field in answer.fields(), path


def test_the_edges_of_time_are_moments_too(ours: System) -> None:
    for since in ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"):
        assert ours.get(f"cases?updated_since={since}").status == 200
        assert ours.get(f"devices?updated_since={since}").status == 200


def test_another_method_is_told_what_there_is(ours: System) -> None:
    for method in ("PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"):
        answer = ours.call(method, "cases")
        assert answer.status == 405, method
        assert answer.response.headers["Allow"] == "GET, POST"


def test_a_token_that_opens_nothing(rheinwerk: Any) -> None:
    for token in ("", "nonsense", "vrc_" + "x" * 43, "vrv_" + "x" * 43, "x" * 10_000, "é"):
        answer = System(token.encode().decode("latin-1")).get("cases")
        assert answer.status == 401, token
        assert answer.response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_customer_that_is_not_there(ours: System, vendors: System) -> None:
    for code in ("NOBODY", "rhein", "' OR 1=1", "%00"):
        vendors.customer = code
        assert vendors.get("cases").fields() == {"Voorrang-Customer": "unknown"}
    ours.customer = "QUER"
    assert ours.get("cases").fields() == {"Voorrang-Customer": "unknown"}
    ours.customer = "RHEIN"
    assert ours.get("cases").status == 200


def test_the_vendor_names_the_customer(vendors: System) -> None:
    vendors.customer = ""
    assert vendors.get("cases").fields() == {"Voorrang-Customer": "missing"}
    assert vendors.post("cases", ASKED).fields() == {"Voorrang-Customer": "missing"}


def nothing_done() -> None:
    from voorrang.accounts.models import Customer

    with customer_selected(Customer.objects.get(code="RHEIN").id):
        assert not Decision.objects.exists()
        assert not QueueRow.objects.exists()
