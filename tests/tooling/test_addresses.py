"""Planted addresses and paths are found; what people write in texts is not."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("lint_addresses", ROOT / "scripts" / "lint_addresses.py")
assert spec is not None
assert spec.loader is not None
lint = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lint)


@pytest.mark.parametrize(
    "line",
    [
        "index = https://pypi.org/simple",
        '"resolved": "https://registry.npmjs.org/htmx/-/htmx.tgz"',
        "--find-links /root/wheels",
        "python = /home/jan/.pyenv/bin/python",
        "see /work/project/README",
        "/Users/jan/voorrang",
    ],
)
def test_it_is_found(line: str) -> None:
    assert list(lint.problems("file.txt", f"first\n{line}\n".encode())) != []


@pytest.mark.parametrize(
    "line",
    [
        "/usr/lib/postgresql/15/bin",
        "https://example.com/root/x",
        "the home/work balance",
        "src/work/orders.py",
        "/var/lib/voorrang",
    ],
)
def test_it_is_left_alone(line: str) -> None:
    assert list(lint.problems("file.txt", f"{line}\n".encode())) == []


def test_the_machines_own_mirror_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.corp.example/simple")
    assert list(lint.problems("file.txt", b"see mirror.corp.example\n")) != []


def test_a_binary_file_is_left_alone() -> None:
    assert list(lint.problems("file.bin", b"\0\0 /root/x")) == []
