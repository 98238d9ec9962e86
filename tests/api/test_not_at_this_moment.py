"""Too much at once, no database, or a full disk: 503, when to come back, and nothing done. Programs and people are told alike."""

import errno
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from voorrang.config.middleware import overload
from voorrang.config.middleware import transaction as requests_transaction
from voorrang.config.middleware.overload import Overload
from voorrang.config.seats import FULL

DOORS = [("/api/v1/cases", "application/problem+json"), ("/desk/", "text/html; charset=utf-8")]


def hold_to_it(refused: Any, kind: str, seconds: str) -> None:
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == seconds
    assert refused.headers["Content-Type"] == kind
    assert refused.headers["Content-Length"] == str(len(refused.content))


def test_who_gets_no_turn_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overload, "PATIENCE", 0.01)
    with override_settings(VOORRANG_THREADS=1):
        gate = Overload(lambda _request: HttpResponse())
    make = RequestFactory()
    gate._turns.acquire()
    for path, kind in DOORS:
        hold_to_it(gate(make.get(path)), kind, "2")
    assert gate(make.get("/readyz")).status_code == 200
    gate._turns.release()
    assert gate(make.get("/portal/")).status_code == 200


def test_who_finds_no_seat_gets_no_turn() -> None:
    gate = Overload(lambda _request: pytest.fail("let in without a seat"))
    for path, kind in DOORS:
        hold_to_it(gate(RequestFactory().get(path, **{FULL: True})), kind, "2")


@pytest.mark.parametrize(
    "failure", [OperationalError("the database system is starting up"), OSError(errno.ENOSPC, "full")]
)
@pytest.mark.parametrize(("path", "kind"), DOORS)
def test_without_database_or_room_nothing_is_done(
    failure: Exception, path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise failure

    monkeypatch.setattr(requests_transaction.transaction, "atomic", gone)
    hold_to_it(Client(raise_request_exception=False).get(path), kind, "5")
