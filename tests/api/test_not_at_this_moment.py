"""Too much at once, no database, or a full disk: 503, when to come back, and nothing done. Programs and people are told alike."""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from voorrang.config.middleware import transaction as requests_transaction
from voorrang.config.middleware.overload import Overload

DOORS = [("/api/v1/cases", "application/problem+json"), ("/desk/", "text/html; charset=utf-8")]


def hold_to_it(refused: Any, kind: str, seconds: str) -> None:
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == seconds
    assert refused.headers["Content-Type"] == kind
    assert refused.headers["Content-Length"] == str(len(refused.content))


@contextmanager
def one_works(gate: Overload, entered: threading.Event, leave: threading.Event) -> Iterator[None]:
    first = threading.Thread(target=gate, args=(RequestFactory().get("/desk/"),))
    first.start()
    entered.wait(10)
    yield
    leave.set()
    first.join()


def test_who_finds_no_seat_is_refused_at_once_and_health_is_not() -> None:
    entered, leave = threading.Event(), threading.Event()

    def slowly(request: Any) -> HttpResponse:
        if request.path_info == "/desk/":
            entered.set()
            leave.wait(10)
        return HttpResponse()

    with override_settings(VOORRANG_THREADS=1, VOORRANG_WAITING=0):
        gate = Overload(slowly)
    make = RequestFactory()
    with one_works(gate, entered, leave):
        for path, kind in DOORS:
            hold_to_it(gate(make.get(path)), kind, "2")
        assert gate(make.get("/readyz")).status_code == 200
    assert gate(make.get("/portal/")).status_code == 200


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
