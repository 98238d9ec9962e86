"""The environment is checked as a whole, before anything runs."""

from pathlib import Path

import pytest

from voorrang.config.environment import ConfigurationError, Environment, read_environment
from voorrang.config.page import configuration_page
from voorrang.config.variables import VARIABLES

ROOT = Path(__file__).resolve().parents[2]

COMPLETE = {
    "VOORRANG_SECRET_KEY": "k" * 40,
    "VOORRANG_PIN_PEPPER": "p" * 40,
    "VOORRANG_BASE_URL": "https://support.example.com",
    "VOORRANG_MAIL_URL": "smtp://user:hush@mail.example.com:587",
    "VOORRANG_DATABASE_URL": "postgresql://app:hush@db/voorrang",
    "VOORRANG_MIGRATOR_DATABASE_URL": "postgresql://owner:hush@db/voorrang",
}


def problems(source: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read_environment(source)
    return caught.value.problems


def test_a_complete_one_is_read_into_types(tmp_path: Path) -> None:
    found = read_environment(COMPLETE | {"VOORRANG_VAR": str(tmp_path), "VOORRANG_PORT": "9000"})
    assert found.var == tmp_path
    assert found.port == 9000
    assert found.hosts == ["support.example.com"]
    assert found.demo is False
    assert found.embedded is False
    assert found.programme == "hp_priority_services"
    assert found.mail_patience == 30
    assert list(tmp_path.iterdir()) == [], "reading makes nothing outside the demo"


def test_outside_the_demo_no_secret_has_a_default() -> None:
    missing = problems({})
    for variable in VARIABLES:
        if variable.secret and variable.needed:
            assert any(problem.startswith(f"{variable.name} is missing") for problem in missing)


def test_all_mistakes_are_told_at_once_with_their_cure() -> None:
    told = problems(
        COMPLETE
        | {
            "VOORRANG_PORT": "http",
            "VOORRANG_SECRET_KEY": "short",
            "VOORRANG_HOST": "x",
            "VOORRANG_NOW": "today",
            "VOORRANG_DEMO": "maybe",
        }
    )
    text = "\n".join(told)
    assert "VOORRANG_PORT is 'http'; write a whole number from 1 to 65535" in text
    assert "VOORRANG_SECRET_KEY has 5 characters" in text
    assert "VOORRANG_HOST is not a setting. Did you mean VOORRANG_HOSTS?" in text
    assert "VOORRANG_NOW is for the demo only" in text
    assert "VOORRANG_DEMO is 'maybe'" in text


@pytest.mark.parametrize("name", [variable.name for variable in VARIABLES if variable.demo_only])
def test_what_is_for_the_demo_is_refused_elsewhere(name: str) -> None:
    value = {"VOORRANG_NOW": "2026-03-02T09:00:00Z"}.get(name, "off")
    assert any(name in problem and "demo only" in problem for problem in problems(COMPLETE | {name: value}))


def test_the_demo_needs_nothing_and_keeps_the_secrets_it_made(tmp_path: Path) -> None:
    source = {"VOORRANG_DEMO": "1", "VOORRANG_VAR": str(tmp_path), "PORT": "8017"}
    first, again = read_environment(source), read_environment(source)
    assert first.secret_key == again.secret_key != first.pin_pepper
    assert first.base_url == "http://localhost:8017"
    assert "localhost" in first.hosts
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    found = read_environment(COMPLETE | {"VOORRANG_VAR": str(tmp_path)})
    assert "hush" not in repr(found)
    assert "k" * 40 not in repr(found)
    bad = COMPLETE | {"VOORRANG_DATABASE_URL": "mysql://app:hush@db/x", "VOORRANG_MAIL_URL": "imap://me:hush@x"}
    assert "hush" not in "\n".join(problems(bad))


def test_a_command_that_only_looks_at_files_needs_no_secrets() -> None:
    assert isinstance(read_environment({}, complete=False), Environment)
    with pytest.raises(ConfigurationError, match="VOORRANG_PORT"):
        read_environment({"VOORRANG_PORT": "0"}, complete=False)


def test_with_several_programmes_one_must_be_named(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "programme.toml").touch()
    source = COMPLETE | {"VOORRANG_PROGRAMMES": str(tmp_path)}
    assert problems(source) == ["VOORRANG_PROGRAMME is missing. Set it to one of one, two."]
    assert read_environment(source | {"VOORRANG_PROGRAMME": "two"}).programme == "two"
    assert "holds: one, two" in problems(source | {"VOORRANG_PROGRAMME": "three"})[0]


def test_an_instant_needs_a_zone() -> None:
    demo = COMPLETE | {"VOORRANG_DEMO": "1"}
    assert "with its zone" in problems(demo | {"VOORRANG_NOW": "2026-03-02T09:00:00"})[0]
    found = read_environment(demo | {"VOORRANG_NOW": "2026-03-02T09:00:00+02:00"})
    assert found.now is not None
    assert found.now.isoformat() == "2026-03-02T07:00:00+00:00"


def test_the_page_is_in_step() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert page == configuration_page(), "run: voorrang config --markdown > docs/configuration.md"
