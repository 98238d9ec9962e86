"""Growth is refused with what would work, and outside the demo altogether."""

import pytest

from voorrang.cli.main import main
from voorrang.demo.growth.run import GrowthRefused, grow


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("sizes", "cure"),
    [
        ((10, 1000, 1000), "Take at least --devices 3120, or at most --customers 3."),
        ((10, 5000, 100), "Take at least --cases 120, or at most --customers 8."),
        ((0, 1000, 1000), "choose from 1 to"),
        ((1, 100_000_000, 1000), "go up to 10,000,000"),
    ],
)
def test_sizes_that_no_world_has(sizes: tuple[int, int, int], cure: str) -> None:
    customers, devices, cases = sizes

    with pytest.raises(GrowthRefused, match=cure.replace(".", r"\.")):
        grow(customers=customers, devices=devices, cases=cases, seed=1)


def test_outside_the_demo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VOORRANG_DEMO", "0")
    monkeypatch.setenv("VOORRANG_SECRET_KEY", "x" * 64)

    code = main(["demo", "grow", "--customers", "1", "--devices", "500", "--cases", "50"])

    assert code == 2
    assert "VOORRANG_DEMO=1" in capsys.readouterr().err
