"""No PIN, token, password or text of people reaches the log, whatever a caller passes."""

import json
import logging
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
import structlog
from django.test import Client

from tests.cast import StandingCast
from voorrang.accounts.links import invitation_link, pin_link
from voorrang.accounts.tokens import make_secret
from voorrang.config.access_log import AccessLog, safe_path
from voorrang.config.logs import configure_logs, mask_text

PIN = "12345678901234"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    stream = StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    before = logging.getLogger().handlers[:]
    configure_logs("debug", "json")
    yield stream
    logging.getLogger().handlers[:] = before
    structlog.reset_defaults()


def last(log: StringIO) -> dict[str, Any]:
    return json.loads(log.getvalue().strip().splitlines()[-1])


@pytest.mark.parametrize(
    "field", ["pin", "old_pin", "api_token", "tokens", "secretKey", "password", "body", "Authorization", "cookie"]
)
def test_private_fields_are_masked_at_any_depth(log: StringIO, field: str) -> None:
    structlog.get_logger("test").info("happened", **{field: "hush"}, inner={"list": [{field: "hush"}]})
    assert "hush" not in log.getvalue()
    assert last(log)["event"] == "happened"


@pytest.mark.parametrize("field", ["shipping", "tokenizer", "serial", "spin", "somebody"])
def test_other_fields_stay(log: StringIO, field: str) -> None:
    structlog.get_logger("test").info("happened", **{field: "shown"})
    assert last(log)[field] == "shown"


@pytest.mark.parametrize("written", [PIN, "12345 67890123 4", "12345-67890123-4", f"caller said {PIN}."])
def test_fourteen_digits_are_masked_in_any_text(log: StringIO, written: str) -> None:
    structlog.get_logger("test").info(written, note=written, number=[written])
    logging.getLogger("library").warning("heard %s", written)
    for record in log.getvalue().splitlines():
        assert "67890123" not in record


def test_a_whole_number_of_fourteen_digits_is_masked(log: StringIO) -> None:
    structlog.get_logger("test").info("happened", number=int(PIN), count=12)
    assert last(log)["number"] == "***"
    assert last(log)["count"] == 12


def test_an_exceptions_own_words_are_masked(log: StringIO) -> None:
    try:
        raise ValueError(f"cannot read PIN {PIN} from postgresql://app:hush@db/x with Bearer abcdefgh12345678")
    except ValueError:
        logging.getLogger("library").exception("failed")
    assert PIN not in log.getvalue()
    assert "hush" not in log.getvalue()
    assert "abcdefgh12345678" not in log.getvalue()
    assert "ValueError" in log.getvalue()


def test_the_query_of_an_address_is_masked_wherever_it_stands(log: StringIO) -> None:
    logging.getLogger("library").warning("failed: GET /search?q=hush&page=2")
    structlog.get_logger("test").info("happened", request="<WSGIRequest: GET '/readyz?pin=hush'>")
    assert "hush" not in log.getvalue()
    assert "/search?***" in log.getvalue()


def test_what_is_no_pin_stays() -> None:
    for harmless in (
        "2026-03-02T09:00:00.123456Z",
        "018f2c4e-7d3a-7b1c-9c2d-1234567890ab",
        "NORD-1042-K",
        "123456789012345",
    ):
        assert mask_text(harmless) == harmless


def test_the_access_log_has_no_query_and_no_token(log: StringIO) -> None:
    def application(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b""]

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/invitation/Zm9vYmFyYmF6cXV4MTIzNDU2/accept",
        "QUERY_STRING": "q=hush",
    }
    AccessLog(application)(environ, lambda *_: None)
    record = last(log)
    assert record["path"] == "/invitation/***/accept"
    assert record["status"] == 200
    assert "hush" not in log.getvalue()


@pytest.mark.parametrize("link", [invitation_link, pin_link])
@pytest.mark.parametrize("prefix", ["vri", "vrp", "vrc", "vrv"])
def test_a_one_time_link_is_masked_wherever_it_is_logged(log: StringIO, link: Any, prefix: str) -> None:
    secret = make_secret(prefix).text
    path = urlsplit(link(secret)).path

    def application(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("500 Internal Server Error", [])
        return [b""]

    AccessLog(application)({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda *_: None)
    logging.getLogger("django.request").error("Internal Server Error: %s", path)
    structlog.get_logger("test").info("happened", where=path, link=link(secret))
    assert secret not in log.getvalue()
    assert secret[-20:] not in log.getvalue()
    assert log.getvalue().count("***") >= 4


def test_a_line_says_who_asked_and_was_refused(log: StringIO, cast: StandingCast) -> None:
    client = Client()
    client.force_login(cast.access.engineer.user)
    answered = client.get("/desk/")

    def application(_environ: dict[str, Any], start: Any) -> list[bytes]:
        start(f"{answered.status_code} No", [])
        return []

    AccessLog(application)(answered.wsgi_request.environ, lambda *_: None)  # type: ignore[attr-defined]
    record = last(log)
    assert (record["path"], record["status"]) == ("/desk/", 403)
    assert record["who"] == f"user:{cast.access.engineer.user.id}"


def test_nobody_writes_a_line_of_its_own(log: StringIO) -> None:
    forged = '/desk/\n{"event": "request", "who": "user:forged"}\r\nx'
    AccessLog(lambda _environ, start: start("404 Not Found", []) or [])(
        {"REQUEST_METHOD": "GET", "PATH_INFO": forged}, lambda *_: None
    )
    structlog.get_logger("test").info("happened", note=forged)
    logging.getLogger("library").warning("odd %s", forged)
    records = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [one.get("who") for one in records] == [None, None, None]


def test_a_failing_page_logs_no_token(log: StringIO, client: Client, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("voorrang.portal.entrance.invitation.open_invitation", fail)
    client.raise_request_exception = False
    secret = make_secret("vri").text
    assert client.get(f"/invitation/{secret}").status_code == 500
    assert "the inside" in log.getvalue()
    assert secret not in log.getvalue()


def test_ids_and_numbers_stay_in_a_path() -> None:
    for path in ("/cases/NORD-1042-K/", "/api/v1/cases/018f2c4e-7d3a-7b1c-9c2d-1234567890ab/events"):
        assert safe_path(path) == path
    assert safe_path(f"/pin/{PIN}") == "/pin/***"
