"""What erases for good does so only when it is told."""

import pytest

from voorrang.cli.main import build_parser

PERSON = ["--customer", "RHEIN", "--person", "hanna@rhein.example"]


@pytest.mark.parametrize(
    ("typed", "flag"),
    [(["retention"], "let_go"), (["erase", *PERSON], "confirm")],
)
def test_nothing_goes_without_the_word(typed: list[str], flag: str) -> None:
    asked = build_parser().parse_args(["privacy", *typed])
    assert getattr(asked, flag) is False
    assert callable(asked.run)
    word = "--run" if flag == "let_go" else "--confirm"
    told = build_parser().parse_args(["privacy", *typed, word])
    assert getattr(told, flag) is True
    assert callable(told.run)
