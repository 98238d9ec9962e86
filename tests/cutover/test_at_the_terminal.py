"""The same at the terminal: moving in, and trying a reading. Progress goes beside the answer, and the exit code says how it went."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import AT, PROGRAMME, StandingCast, give_contract
from tests.cutover.files import EXAMPLE
from voorrang.accounts.models import Customer
from voorrang.cli import changes, cutover
from voorrang.cli.parser import FINDINGS, FINE, UsageError
from voorrang.editions.models import Edition


@pytest.fixture(autouse=True)
def inside(monkeypatch: pytest.MonkeyPatch, settings: Any, db: None) -> None:
    """Django runs already."""

    @contextmanager
    def application() -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(programme=PROGRAMME)

    settings.VOORRANG_NOW = AT
    monkeypatch.setattr(changes, "application", application)
    monkeypatch.setattr(cutover, "application", application)


def asked(tmp_path: Path, **options: Any) -> Namespace:
    return Namespace(**({"source": EXAMPLE, "dry_run": False, "by": None, "json": True, "results": tmp_path} | options))


def test_a_dry_run_needs_nobody_and_writes_the_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cutover._import(asked(tmp_path, dry_run=True)) == FINE
    told = capsys.readouterr()
    assert json.loads(told.out)["rows"]["new"] == 16
    assert "[2/2] TIDE" in told.err
    assert (tmp_path / "sites.csv").read_text(encoding="utf-8-sig").splitlines()[1].endswith(",new")
    assert not Customer.objects.filter(code="ROOS").exists()


def test_taking_in_needs_an_operators_name(tmp_path: Path, cast: StandingCast) -> None:
    for by in (None, cast.sales.user.email, "nobody@vendor.example"):
        with pytest.raises(UsageError, match="--by"):
            cutover._import(asked(tmp_path, by=by))
    assert cutover._import(asked(tmp_path, by=cast.operator.user.email)) == FINE
    assert Customer.objects.filter(code="ROOS").exists()


def test_a_reading_is_tried_and_nothing_stored(cast: StandingCast, capsys: pytest.CaptureFixture[str]) -> None:
    give_contract(cast.access_plus)
    before = Edition.objects.count()
    assert changes.preview(Namespace(reading=["Q.9=matrix"], json=True)) == FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert [one["customer"] for one in told["customers"]] == ["NORD"]
    assert told["eligibility_changes"] == 0
    assert Edition.objects.count() == before


@pytest.mark.parametrize("reading", ["Q.3", "Q.3=never", "Q.99=x"])
def test_a_choice_that_is_none_is_told(reading: str) -> None:
    with pytest.raises(UsageError):
        changes.preview(Namespace(reading=[reading], json=True))
