"""Planted secrets are found in any file; invented passwords of tests and what people write about secrets are not."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from voorrang.accounts.tokens import make_secret

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
spec = importlib.util.spec_from_file_location("lint_secrets", ROOT / "scripts" / "lint_secrets.py")
assert spec is not None
assert spec.loader is not None
lint = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lint)
sys.path.remove(str(ROOT / "scripts"))


def kinds(file: str, line: str) -> set[str]:
    return {kind for _file, _line, kind, _value in lint.secrets_in([(file, f"first\n{line}\n".encode())])}


PLANTED = {
    "-----BEGIN RSA PRIVATE KEY-----": "Private Key",
    "-----BEGIN OPENSSH PRIVATE KEY-----": "Private Key",
    "key = 'AKIAIOSFODNN7EXAMPLQ'": "AWS Access Key",
    "postgresql://voorrang_app:kF83hsTq@db.example.com/voorrang": "Basic Auth Credentials",
    "export GH=ghp_0123456789abcdefghij0123456789abcdef": "GitHub Token",
}


@pytest.mark.parametrize("file", ["voorrang/config/mail.py", "docs/api.md", "tests/cast.py", "Makefile"])
@pytest.mark.parametrize(("line", "kind"), PLANTED.items())
def test_it_is_found_wherever_it_stands(file: str, line: str, kind: str) -> None:
    assert kind in kinds(file, line)


@pytest.mark.parametrize("prefix", ["vrc", "vrv", "vri", "vrp"])
def test_a_token_of_ours_is_found(prefix: str) -> None:
    assert kinds("docs/api.md", f"curl -H 'Authorization: Bearer {make_secret(prefix).text}'") == {"Voorrang token"}


def test_a_password_written_into_the_code_is_found_and_a_tests_own_is_not() -> None:
    line = 'password = "kF83hsTq-2026"'
    assert kinds("voorrang/config/mail.py", line) == {"Secret Keyword"}
    assert kinds("tests/portal/test_pages.py", line) == set()


@pytest.mark.parametrize("line", ["the token is shown once", "vrc_...", "https://support.example.com", "password: str"])
def test_what_people_write_about_secrets_is_left_alone(line: str) -> None:
    assert kinds("docs/api.md", line) == set()


def test_the_report_names_the_place_and_never_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = make_secret("vrc").text
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / "notes.md").write_text(f"one\n{secret}\n", encoding="utf-8")
    (tmp_path / "reviewed.toml").write_text("reviewed = []\n", encoding="utf-8")
    monkeypatch.setattr("lint_addresses.ROOT", tmp_path)
    monkeypatch.setattr(lint, "ROOT", tmp_path)
    monkeypatch.setattr(lint, "REVIEWED", tmp_path / "reviewed.toml")
    said: list[str] = []
    monkeypatch.setattr("builtins.print", lambda *words, **_: said.append(str(words[0])))
    assert lint.main() == 1
    assert said[0].startswith("notes.md:2: Voorrang token.")
    assert secret not in said[0]


def test_a_review_holds_for_its_file_kind_and_text_only() -> None:
    entry = {"kind": "Private Key", "files": ["docs/*"], "values": ["x"], "reason": "An example."}
    assert lint.is_reviewed(entry, "docs/a.md", "Private Key", "x")
    assert not lint.is_reviewed(entry, "voorrang/a.py", "Private Key", "x")
    assert not lint.is_reviewed(entry, "docs/a.md", "Private Key", "y")


def test_every_review_has_a_reason() -> None:
    import tomllib

    for entry in tomllib.loads(lint.REVIEWED.read_text(encoding="utf-8"))["reviewed"]:
        assert entry["reason"].endswith(".")
