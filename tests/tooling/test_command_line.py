"""The command `voorrang`: help for a newcomer, exit codes that scripts can trust."""

import json
from pathlib import Path

import pytest

from voorrang.cli.main import build_parser, main

ROOT = Path(__file__).resolve().parents[2]


def commands() -> list[str]:
    parser = build_parser()
    action = next(action for action in parser._actions if action.choices and "run" in action.choices)
    return [choice.dest for choice in action._choices_actions]


def test_without_a_command_it_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "who may claim what" in capsys.readouterr().out


def test_every_command_says_what_it_does() -> None:
    parser = build_parser()
    action = next(action for action in parser._actions if action.choices and "run" in action.choices)
    assert {
        "run",
        "stop",
        "serve",
        "worker",
        "migrate",
        "db",
        "config",
        "programme",
        "decide",
        "clock",
        "decisions",
        "fleet",
        "demo",
    } <= set(action.choices)
    for choice in action._choices_actions:
        assert choice.help
    assert "prepare" not in commands()


@pytest.mark.parametrize("line", [["nonsense"], ["db"], ["db", "nonsense"], ["fleet", "import", "x.csv"]])
def test_wrong_usage_ends_with_2(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line)
    assert ended.value.code == 2
    assert "usage: voorrang" in capsys.readouterr().err


def test_a_wrong_configuration_ends_with_2_and_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOORRANG_PORT", "http")
    assert main(["config"]) == 2
    assert "VOORRANG_PORT is 'http'" in capsys.readouterr().err


def test_a_listing_is_json_on_stdout_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VOORRANG_DEMO", "1")
    assert main(["config", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name", "set", "value", "help"} <= set(rows[0])
    shown = {row["name"]: row["value"] for row in rows}
    assert shown["VOORRANG_DATABASE_URL"] in {None, "(set, not shown)"}


@pytest.mark.parametrize("command", ["decide", "clock"])
def test_a_file_that_is_missing_or_broken_is_named_with_the_cure(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / "nowhere.json")]) == 2
    assert "nowhere.json cannot be read" in capsys.readouterr().err
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert main([command, str(broken)]) == 2
    assert "is not JSON" in capsys.readouterr().err


def test_the_programme_in_use_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "check", str(ROOT / "programmes" / "hp_priority_services")]) == 0
    assert main(["programme", "show", str(ROOT / "programmes" / "hp_priority_services"), "--json"]) == 0
    captured = capsys.readouterr().out
    assert "{" in captured


def test_a_folder_without_a_programme_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "check", str(tmp_path)]) == 2
    assert "holds no programme.toml" in capsys.readouterr().err


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / "examples").glob("*-*.json")), ids=lambda file: file.stem)
def test_every_example_can_be_asked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command, wanted = file.stem.split("-")[:2]
    assert main([command, str(file), "--json"]) == 0
    answered = json.loads(capsys.readouterr().out)
    assert answered[{"decide": "outcome", "clock": "verdict"}[command]] == wanted
    assert main([command, str(file)]) == 0
    assert wanted.replace("_", " ").upper() in capsys.readouterr().out


@pytest.mark.parametrize("command", ["decide", "clock"])
def test_the_schema_of_a_file_can_be_printed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_the_example_in_the_help_exists(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    named = next(word for word in capsys.readouterr().out.split() if word.startswith("docs/examples/"))
    assert (ROOT / named).is_file()
