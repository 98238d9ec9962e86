"""`voorrang fleet import`: exit codes, the report, and the example of the manual."""

import json
from pathlib import Path

import pytest
from django.db import transaction

from tests.cast import StandingCast
from voorrang.cli.main import main
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "fleet.csv"


@pytest.fixture
def cast(real_commits: None) -> StandingCast:
    """The command opens its own transaction: what it meets must be committed."""
    cast = StandingCast()
    with transaction.atomic():
        assert cast.management
    return cast


def devices(cast: StandingCast) -> int:
    with transaction.atomic(), customer_selected(cast.management.customer.id):
        return Device.objects.count()


def test_the_example_of_the_manual_comes_in(cast: StandingCast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fleet", "import", str(EXAMPLE), "--customer", "rhein", "--dry-run"]) == 0
    assert devices(cast) == 0
    assert main(["fleet", "import", str(EXAMPLE), "--customer", "RHEIN", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["new"], report["covers_new"], report["errors"]) == (4, 4, [])
    assert devices(cast) == 4


def test_errors_name_line_column_and_cure(
    cast: StandingCast, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "fleet.csv"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace("5CG0000001", "1E+10", 1), encoding="utf-8")
    assert main(["fleet", "import", str(file), "--customer", "RHEIN"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("line 4, serial: “1E+10”")
    assert "Nothing was imported: the file has 1 error." in shown.err
    assert devices(cast) == 0


def test_an_unknown_customer_is_wrong_usage(cast: StandingCast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fleet", "import", str(EXAMPLE), "--customer", "NOBODY"]) == 2
    assert "NOBODY" in capsys.readouterr().err
