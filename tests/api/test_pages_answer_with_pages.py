"""Whatever goes wrong on a page is answered by a page that says what to do, never by what systems read."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.api.systems import System
from tests.api.test_story import ASKED
from tests.cast import AT, StandingCast
from tests.entitlements.claims import Scene
from tests.support.database import migrator_connection
from voorrang.accounts.models import StoredAnswer
from voorrang.lib.tenancy import on_side
from voorrang.privacy.jobs import forget_answers

OPENING = {"title": "Fan is loud", "serials": "CZC0000001", "impact": "one_person", "language": "de"}


@pytest.fixture
def engineer(rheinwerk: Scene) -> Client:
    """A browser of Rheinwerk's engineer that shows failures as pages."""
    client = Client(raise_request_exception=False)
    client.force_login(rheinwerk.one.engineer.user)
    return client


def test_a_form_sent_twice_leads_to_the_same_case(engineer: Client, ours: System) -> None:
    first, again = (engineer.post(reverse("portal:case-open"), OPENING | {"idempotency_key": "k"}) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert len(ours.items("cases")) == 1


def test_going_back_changing_and_sending_again_is_told(engineer: Client, ours: System) -> None:
    engineer.post(reverse("portal:case-open"), OPENING | {"idempotency_key": "k"})
    changed = OPENING | {"title": "Fan is silent", "idempotency_key": "k"}
    answer = engineer.post(
        reverse("portal:case-open"), changed, headers={"Referer": "http://testserver/portal/cases/open/"}
    )
    assert answer.status_code == 409
    assert "What you sent first counts" in is_a_page(answer)
    assert 'href="/portal/cases/open/"' in answer.content.decode()
    assert len(ours.items("cases")) == 1


def test_a_referer_of_somebody_else_leads_nowhere(engineer: Client) -> None:
    engineer.post(reverse("portal:case-open"), OPENING | {"idempotency_key": "k"})
    changed = OPENING | {"title": "Other", "idempotency_key": "k"}
    answer = engineer.post(reverse("portal:case-open"), changed, headers={"Referer": "https://evil.example/portal/"})
    assert "evil.example" not in answer.content.decode()


def test_a_key_that_no_form_of_ours_made(engineer: Client) -> None:
    for key in ("x" * 129, "é", "a\tb"):
        answer = engineer.post(reverse("portal:case-open"), OPENING | {"idempotency_key": key})
        assert answer.status_code == 400
        is_a_page(answer)


def test_a_body_that_is_too_large(engineer: Client) -> None:
    for path in (reverse("portal:case-open"), reverse("portal:fleet-import"), "/nowhere/"):
        answer = engineer.generic("POST", path, b"x", CONTENT_LENGTH="64000001", content_type="text/plain")
        assert answer.status_code == 413, path
        assert "Split the file" in is_a_page(answer)


def test_a_form_of_ten_megabytes_is_too_large(engineer: Client) -> None:
    answer = engineer.post(reverse("portal:case-open"), OPENING | {"body": "x" * 10_000_000})
    assert answer.status_code == 413
    is_a_page(answer)


def test_too_many_requests_say_when_to_come_back(rheinwerk: Scene, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    wrong = {"login": rheinwerk.one.lead.user.email, "password": "no"}
    answers = [Client().post(reverse("account_login"), wrong) for _ in range(5)]
    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0
    assert "Wait a few minutes" in is_a_page(last)


@pytest.fixture
def held(real_commits: None) -> Iterator[tuple[Client, System, str]]:
    """A case that somebody else holds in the middle of a change, with a database that waits a moment only."""
    from tests.api.systems import system_of
    from tests.entitlements.claims import rheinwerk_in_force

    with transaction.atomic():
        scene = rheinwerk_in_force(StandingCast())
        system = system_of(scene.one)
    client = Client(raise_request_exception=False)
    client.force_login(scene.one.engineer.user)
    case = system.post("cases", ASKED).body["case"]["id"]
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")
    with migrator_connection() as other:
        other.autocommit = False
        other.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case])
        yield client, system, case
        other.rollback()
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def test_what_somebody_holds_is_told_on_both_doors(held: tuple[Client, System, str]) -> None:
    client, system, case = held
    page = client.post(reverse("portal:case-reply", args=[case]), {"act": "reply", "text": "1.7", "version": "1"})
    assert (page.status_code, page.headers["Retry-After"]) == (409, "1")
    assert "at this very moment" in is_a_page(page)
    answer = system.post(f"cases/{case}/events", {"text": "1.7"})
    assert (answer.status, answer.response.headers["Retry-After"]) == (409, "1")
    assert "Nothing was done" in answer.body["detail"]


def test_kept_answers_are_forgotten_after_a_day(ours: System) -> None:
    ours.post("cases", ASKED, Idempotency_Key="k1")
    with on_side("vendor"):
        assert forget_answers(AT + timedelta(hours=23)) == 0
        assert forget_answers(AT + timedelta(hours=25)) == 1
        assert not StoredAnswer.objects.exists()


def is_a_page(answer: HttpResponse) -> str:
    """Return the words of an error page, which must be one for people, under our policy, with a way on."""
    html = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "<main" in html
    assert "<h1" in html
    assert "nonce-" in answer.headers["Content-Security-Policy"]
    assert django_settings.SECRET_KEY not in html
    return html
