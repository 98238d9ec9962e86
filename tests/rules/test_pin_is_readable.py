"""A PIN is 5 + 8 digits and a check digit that catches slips before they count as attempts (T1.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorrang.rules import pin
from voorrang.rules.pin import Pin, PinUnreadable

DIGITS = "0123456789"
SELECTORS = st.text(DIGITS, min_size=5, max_size=5)
SECRETS = st.text(DIGITS, min_size=8, max_size=8)


@given(SELECTORS, SECRETS)
def test_what_is_composed_can_be_read_back(selector: str, secret: str) -> None:
    composed = pin.compose(selector, secret)
    assert len(composed) == 14
    assert pin.parse(composed) == Pin(selector, secret)
    assert pin.parse(pin.show(composed)) == Pin(selector, secret)


@given(SELECTORS, SECRETS, st.integers(0, 13), st.integers(1, 9))
def test_any_wrong_digit_is_noticed(selector: str, secret: str, place: int, by: int) -> None:
    good = pin.compose(selector, secret)
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    with pytest.raises(PinUnreadable) as refused:
        pin.parse(wrong)
    assert refused.value.code == "pin_mistyped"


@given(SELECTORS, SECRETS, st.integers(0, 12))
def test_any_swap_of_neighbours_is_noticed(selector: str, secret: str, place: int) -> None:
    good = pin.compose(selector, secret)
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    if swapped != good:
        with pytest.raises(PinUnreadable):
            pin.parse(swapped)


def test_it_is_shown_in_groups() -> None:
    composed = pin.compose("12345", "67890123")
    assert pin.show(composed) == f"12345 6789 0123{composed[-1]}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "pin_too_short"),
        ("12345", "pin_too_short"),
        ("1" * 15, "pin_too_long"),
        ("12345 6789 O1234", "pin_not_digits"),
        ("12345\x006789", "pin_not_digits"),
    ],
)
def test_what_is_no_pin_is_told_apart(text: str, code: str) -> None:
    with pytest.raises(PinUnreadable) as refused:
        pin.parse(text)
    assert refused.value.code == code


def test_separators_and_digits_of_other_scripts_are_understood() -> None:
    composed = pin.compose("12345", "67890123")
    assert pin.parse("-".join((composed[:5], composed[5:]))) == Pin("12345", "67890123")
    arabic = composed.translate({ord(digit): chr(0x0660 + int(digit)) for digit in DIGITS})
    assert pin.parse(arabic) == Pin("12345", "67890123")


def test_neither_text_nor_error_shows_the_secret() -> None:
    assert "67890123" not in repr(Pin("12345", "67890123"))
    with pytest.raises(PinUnreadable) as refused:
        pin.parse("98765 4321 00000")
    assert "4321" not in str(refused.value)


@pytest.mark.parametrize(("selector", "secret"), [("1234", "12345678"), ("12345", "1234567x"), ("١٢٣٤٥", "12345678")])
def test_halves_of_the_wrong_form_are_refused(selector: str, secret: str) -> None:
    with pytest.raises(ValueError, match="digits are expected"):
        pin.compose(selector, secret)
