"""`voorrang programme`: the programme's data files."""

import argparse
from pathlib import Path

from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "programme", "check and show a programme's data (tiers, features, countries, articles)")
    check = command(
        topic, "check", _check, "read a programme and report every mistake with file, key and cure", listing=True
    )
    show = command(topic, "show", _show, "print which tier has which feature", listing=True)
    for parser in (check, show):
        parser.add_argument("folder", type=Path, nargs="?", help="the programme's folder (default: the one in use)")


def programme_folder(given: Path | None) -> Path:
    """The folder asked for, or that of the programme in use."""
    if given is None:
        from voorrang.cli.context import environment

        found = environment(complete=False)
        given = found.programmes / found.programme
    if not (given / "programme.toml").is_file():
        message = f"{given} holds no programme.toml. Name a programme's folder, like programmes/hp_priority_services."
        raise UsageError(message)
    return given


def _check(arguments: argparse.Namespace) -> int:
    from voorrang.editions.check import check_folder

    folder = programme_folder(arguments.folder)
    problems = list(check_folder(folder))
    if arguments.json:
        answer({"folder": str(folder), "problems": [str(problem) for problem in problems]})
    else:
        for problem in problems:
            print(problem)
        complain(f"{folder}: {len(problems)} problem(s)" if problems else f"{folder}: fine")
    return FINDINGS if problems else FINE


def _show(arguments: argparse.Namespace) -> int:
    from voorrang.editions.loader import load_programme
    from voorrang.editions.show import matrix_json, matrix_text

    programme = load_programme(programme_folder(arguments.folder))
    if arguments.json:
        answer(matrix_json(programme))
    else:
        print(matrix_text(programme))
    return FINE
