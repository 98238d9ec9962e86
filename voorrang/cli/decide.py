"""`voorrang decide` and `voorrang clock`: the pure decisions, asked from a file. No database."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from voorrang.cli.parser import FINE, Commands, UsageError, answer, command
from voorrang.cli.told import clock_text, decision_text

DECIDE = """FACTS.json holds the facts of one support request: who called, which devices with which cover, which contract.
Examples lie in docs/examples, the schema is printed by --schema. `-` reads stdin.
The answer names the outcome, every reason with its clause, and what would cure it."""
CLOCK = """CASE.json holds a promise, its calendar, the events so far and the present time.
Examples lie in docs/examples, the schema is printed by --schema. `-` reads stdin.
The answer lists every interval with its reason, the deadline and the verdict."""


def add(commands: Commands) -> None:
    """Declare both commands."""
    decide = command(
        commands, "decide", _decide, "decide about one support request, from a file", more=DECIDE, listing=True
    )
    decide.add_argument("file", type=Path, nargs="?", metavar="FACTS.json")
    decide.add_argument(
        "--programme", type=Path, metavar="FOLDER", help="the programme's folder (default: the one in use)"
    )
    decide.add_argument("--language", default="en", metavar="CODE", help="language of the explanations (default: en)")
    clock = command(
        commands, "clock", _clock, "work out when a promise is due and why, from a file", more=CLOCK, listing=True
    )
    clock.add_argument("file", type=Path, nargs="?", metavar="CASE.json")
    for parser in (decide, clock):
        parser.add_argument("--schema", action="store_true", help="print the JSON schema of the file instead")


def _decide(arguments: argparse.Namespace) -> int:
    from voorrang.rules.wire import SCHEMAS, decide_json

    if arguments.schema:
        answer(SCHEMAS["facts"])
        return FINE
    from voorrang.cli.programme import programme_folder
    from voorrang.editions.loader import load_programme

    payload = _payload(arguments.file, "FACTS.json")
    programme = load_programme(programme_folder(arguments.programme))
    decision = _asked(arguments.file, lambda: decide_json(payload, programme, arguments.language))
    if arguments.json:
        answer(decision)
    else:
        print(decision_text(decision))
    return FINE


def _clock(arguments: argparse.Namespace) -> int:
    from voorrang.rules.wire import SCHEMAS, clock_json

    if arguments.schema:
        answer(SCHEMAS["clock"])
        return FINE
    payload = _payload(arguments.file, "CASE.json")
    reading = _asked(arguments.file, lambda: clock_json(payload))
    if arguments.json:
        answer(reading)
    else:
        print(clock_text(reading))
    return FINE


def _asked(file: Path, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    from voorrang.rules.wire import PayloadRefused

    try:
        return ask()
    except PayloadRefused as refused:
        lines = "\n".join(f"  - {error.field or 'the whole file'}: {error.message}" for error in refused.errors)
        message = f"{file} needs {len(refused.errors)} correction(s):\n{lines}\nThe schema: voorrang decide --schema, voorrang clock --schema."
        raise UsageError(message) from refused


def _payload(file: Path | None, name: str) -> Any:
    if file is None:
        message = f"Name a file ({name}), `-` for stdin, or --schema."
        raise UsageError(message)
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}). Name a JSON file; docs/examples has some."
        raise UsageError(message) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"{file} is not JSON: {error}. docs/examples has files that work."
        raise UsageError(message) from error
    except RecursionError as error:
        message = f"{file} is nested too deeply. docs/examples has files that work."
        raise UsageError(message) from error
