"""Two locks, one truth: what runs is what was tested."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)==([^\s;]+)", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    return set(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def test_the_run_lock_is_part_of_the_development_lock() -> None:
    run, development = pins("requirements-run.lock"), pins("requirements.lock")
    assert len(run) > 30
    assert run < development


def test_django_keeps_its_minor_version() -> None:
    assert any(name == "django" and version.startswith("6.1") for name, version in pins("requirements-run.lock"))


def test_every_pin_has_hashes() -> None:
    for name in ("requirements.lock", "requirements-run.lock", "requirements-setup.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(PIN.findall(text)) == len(re.findall(r"^[a-z0-9._-]+==[^\n]*\\\n    --hash=", text, re.MULTILINE))
