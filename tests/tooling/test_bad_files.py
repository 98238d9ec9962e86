"""Whatever file is handed to the command line: exit 2 or 1, a sentence with the cure, and never a traceback."""

import json
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import StandingCast
from voorrang.cli.main import main
from voorrang.editions.loader import load_programme
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FACTS = EXAMPLES / "decide-entitled-laptop.json"
CLOCK = EXAMPLES / "clock-running-over-a-weekend.json"
FLEET = EXAMPLES / "fleet.csv"

NO_JSON = {
    "empty": b"",
    "a NUL byte": b"\x00",
    "not UTF-8": b"\xff\xfe{}",
    "cut": FACTS.read_bytes()[:200],
    "a table": b"maker;serial\nHP;CZC1\n",
    "nested too deeply": b"[" * 100_000,
}
NO_FACTS = {
    "a list": b"[]",
    "null": b"null",
    "a number": b"1e400",
    "nothing in it": b"{}",
    "ten megabytes": b'{"a": "' + b"x" * 10_000_000 + b'"}',
    "an unknown field": json.dumps(json.loads(FACTS.read_text()) | {"colour": "grey"}).encode(),
}
"""JSON, but neither facts nor a clock."""

ODD_FLEETS = {
    "empty": b"",
    "only a mark": b"\xef\xbb\xbf",
    "only a header": FLEET.read_bytes().splitlines()[0],
    "cut in the middle of a cell": FLEET.read_bytes()[:-170] + b'"',
    "300 columns": b",".join(b"c%d" % n for n in range(300)) + b"\n",
    "NUL bytes": FLEET.read_bytes().replace(b"EliteDesk", b"Elite\x00Desk"),
    "a workbook": b"PK\x03\x04" + b"\x00" * 400,
    "a serial that a spreadsheet spoiled": FLEET.read_bytes().replace(b"5CG0000001", b"1E+10"),
    "a day that is none": FLEET.read_bytes().replace(b"2024-06-01", b"2026-02-30"),
    "a country that is none": FLEET.read_bytes().replace(b",DE,", b",XX,"),
    "ten megabytes in one cell": FLEET.read_bytes().replace(b"EliteDesk", b"x" * 10_000_000),
}


@pytest.mark.parametrize("command", ["decide", "clock"])
@pytest.mark.parametrize("what", [*NO_JSON, *NO_FACTS])
def test_a_file_that_cannot_be_decided_on(
    command: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.json"
    file.write_bytes((NO_JSON | NO_FACTS)[what])
    assert main([command, str(file), "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert str(file) in shown.err
    assert "Traceback" not in shown.err
    assert "docs/examples" in shown.err or "--schema" in shown.err
    assert len(shown.err) < 5_000


@pytest.mark.parametrize(("command", "example"), [("decide", FACTS), ("clock", CLOCK)])
def test_every_field_of_an_example_may_be_nonsense(
    command: str,
    example: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("voorrang.editions.loader.load_programme", cache(load_programme))  # read once, asked often
    facts = json.loads(example.read_text())
    for field in facts:
        for odd in (None, "", "\x00", -1, 1e300, [], {}, [[]], "2026-02-30", "1E+10", True):
            file = tmp_path / "file.json"
            file.write_text(json.dumps(facts | {field: odd}))
            ended = main([command, str(file)])
            shown = capsys.readouterr()
            assert ended in {0, 2}, (field, odd)
            assert ended == 0 or field in shown.err, (field, odd, shown.err)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("decide", "clock"):
        for path in (tmp_path / "none.json", tmp_path):
            assert main([command, str(path)]) == 2
            assert "cannot be read" in capsys.readouterr().err


def test_odd_fleets_change_nothing(real_commits: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cast = StandingCast()
    with transaction.atomic():
        customer = cast.management.customer
    for what, content in ODD_FLEETS.items():
        file = tmp_path / "fleet.csv"
        file.write_bytes(content)
        assert main(["fleet", "import", str(file), "--customer", "RHEIN", "--json"]) == 1, what
        shown = capsys.readouterr()
        report = json.loads(shown.out)
        assert report["errors"], what
        assert all(error["cure"] and len(error["message"]) < 500 for error in report["errors"]), what
        assert "Traceback" not in shown.err, what
    with transaction.atomic(), customer_selected(customer.id):
        assert not Device.objects.exists()
