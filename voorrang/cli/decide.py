"""`voorrang decide` and `voorrang clock`: the pure decisions, asked from a file. No database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from voorrang.cli.parser import FINE, Commands, UsageError, answer, command

DECIDE = """FACTS.json holds the facts of one support request (docs/examples/decide, schema in docs/schemas).
`-` reads stdin. The answer names outcome, reasons, clauses and cures."""
CLOCK = """CASE.json holds a promise, its calendar, the events so far and the present time (docs/examples/clock).
`-` reads stdin. The answer lists every interval with its reason, the deadline and the verdict."""


def add(commands: Commands) -> None:
    """Declare both commands."""
    decide = command(
        commands, "decide", _decide, "decide about one support request, from a file", more=DECIDE, listing=True
    )
    decide.add_argument("file", type=Path, metavar="FACTS.json")
    decide.add_argument(
        "--programme", type=Path, metavar="FOLDER", help="the programme's folder (default: the one in use)"
    )
    clock = command(
        commands, "clock", _clock, "work out when a promise is due and why, from a file", more=CLOCK, listing=True
    )
    clock.add_argument("file", type=Path, metavar="CASE.json")


def _document(file: Path) -> Any:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}). Name a JSON file; docs/examples has some."
        raise UsageError(message) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{file} is not JSON: {error}. docs/examples has files that work."
        raise UsageError(message) from error


def _decide(arguments: argparse.Namespace) -> int:
    from voorrang.cli.programme import programme_folder
    from voorrang.editions.loader import load_programme
    from voorrang.rules import wire

    document = _document(arguments.file)
    programme = load_programme(programme_folder(arguments.programme))
    try:
        decision = wire.decide_document(document, programme)
    except wire.BadDocument as error:
        message = f"{arguments.file}: {error}"
        raise UsageError(message) from error
    if arguments.json:
        answer(decision)
    else:
        print(wire.decision_text(decision))
    return FINE


def _clock(arguments: argparse.Namespace) -> int:
    from voorrang.rules import wire

    document = _document(arguments.file)
    try:
        reading = wire.clock_document(document)
    except wire.BadDocument as error:
        message = f"{arguments.file}: {error}"
        raise UsageError(message) from error
    if arguments.json:
        answer(reading)
    else:
        print(wire.clock_text(reading))
    return FINE
