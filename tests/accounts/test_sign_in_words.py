"""Logging in and new passwords speak our words and the reader's language, in pages and in mail."""

from http import HTTPStatus

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from tests.cast import StandingCast


def ask_for(address: str, language: str) -> str:
    answer = Client(headers={"accept-language": language}).post("/account/password/reset/", {"email": address})
    assert answer.status_code == HTTPStatus.FOUND
    (letter,) = mail.outbox
    assert "[" not in letter.subject
    return f"{letter.subject}\n{letter.body}"


def test_it_greets_by_name_and_says_what_to_do(cast: StandingCast) -> None:
    person = cast.access.lead.user
    letter = ask_for(person.email, "en")
    assert letter.startswith("A new password for the support portal\nHello " + person.name + ",")
    assert "/account/password/reset/key/" in letter
    assert "you need not do anything" in letter


def test_it_is_dutch_for_dutch_readers(cast: StandingCast) -> None:
    letter = ask_for(cast.access.lead.user.email, "nl")
    assert letter.startswith("Een nieuw wachtwoord voor het supportportaal\nBeste ")
    assert "Was u het niet?" in letter


@pytest.mark.django_db
def test_an_address_without_access_gets_no_link() -> None:
    letter = ask_for("nobody@elsewhere.example", "en")
    assert "Nobody has access with this address" in letter
    assert "/key/" not in letter


@pytest.mark.django_db
def test_a_failed_log_in_says_u_in_dutch() -> None:
    page = Client(headers={"accept-language": "nl"}).post(
        "/account/login/", {"login": "nobody@elsewhere.example", "password": "wrong horse battery"}
    )
    assert "Dit e-mailadres en wachtwoord horen niet bij elkaar." in page.content.decode()


def test_a_password_that_is_too_short_is_refused_in_dutch() -> None:
    with override("nl"), pytest.raises(ValidationError) as refused:
        validate_password("kort maar")
    assert refused.value.messages == ["Dit wachtwoord is te kort. Het moet minstens 12 tekens hebben."]
