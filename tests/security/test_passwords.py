"""Which passwords are taken: long ones of any kind; none that others would try."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from voorrang.accounts.models import User
from voorrang.config.passwords import Breached, OwnWords, is_listed

NOOR = User(email="noor@nordlys-shipping.example", name="Noor van den Berg")


def codes(password: str) -> set[str]:
    try:
        validate_password(password, NOOR)
    except ValidationError as error:
        return {one.code for one in error.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    ["een-zin-die-niemand-raadt", "alle kleine letters", "ﬁ⅓ 漢字 漢字 漢字 漢字", "x7" * 64, "  blanks count  "],
)
def test_any_composition_is_taken(password: str) -> None:
    assert codes(password) == set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elevenchars", "password_too_short"),
        ("1q2w3e4r5t6y", "password_too_common"),
        ("Noor van den Berg", "password_too_similar"),
        ("Nordlys-2026!", "password_own_words"),
        ("VoorrangVoorrang", "password_own_words"),
        ("Welcome2026!!", "password_own_words"),
        ("helpdesk-helpdesk", "password_own_words"),
    ],
)
def test_what_others_would_try_is_not(password: str, code: str) -> None:
    assert code in codes(password)


def test_our_words_may_stand_in_a_sentence() -> None:
    OwnWords().validate("the helpdesk of my aunt has a piano", NOOR)


@pytest.fixture
def leaked(tmp_path: Path) -> Path:
    digests = sorted(
        hashlib.sha1(f"leaked {n}".encode(), usedforsecurity=False).hexdigest().upper() for n in range(500)
    )
    file = tmp_path / "leaked.txt"
    file.write_text("".join(f"{digest}:{n * n}\n" for n, digest in enumerate(digests)), encoding="ascii")
    return file


def test_each_one_of_a_list_is_found_and_no_other(leaked: Path) -> None:
    assert all(is_listed(leaked, f"leaked {n}") for n in range(500))
    assert not any(is_listed(leaked, f"mine {n}") for n in range(500))


def test_a_leaked_one_is_refused(leaked: Path) -> None:
    with pytest.raises(ValidationError, match="leaked from some other service"):
        Breached(leaked).validate("leaked 7")
    Breached(leaked).validate("mine")
    Breached(None).validate("leaked 7")


def test_a_list_of_one_or_none(tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("")
    assert not is_listed(file, "x")
    file.write_text(hashlib.sha1(b"x", usedforsecurity=False).hexdigest().upper())
    assert is_listed(file, "x")
