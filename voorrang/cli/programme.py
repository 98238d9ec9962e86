"""`voorrang programme`: the programme's data files."""

import argparse
from dataclasses import asdict
from pathlib import Path

from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

STORE = """What was bought stays frozen with its edition, so editions are only ever added. `voorrang run` does this by itself;
an installation runs it after `voorrang migrate` and after each change of the files."""


PREVIEW = """Nothing is switched or stored. Every customer is looked at: minimums by the newest count of the fleet, and the
decisions of the last 90 days that stand. Operators switch a reading from a day on at the desk, under What changes."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(
        commands, "programme", "check, show, compare and store a programme's data (tiers, features, countries)"
    )
    check = command(
        topic, "check", _check, "read a programme and report every mistake with file, key and cure", listing=True
    )
    show = command(topic, "show", _show, "print which tier has which feature", listing=True)
    show.add_argument("--language", default="en", metavar="CODE", help="language of the names (default: en)")
    diff = command(
        topic, "diff", _diff, "say what differs between two programmes; exit 1 when something does", listing=True
    )
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.add_argument("--words", action="store_true", help="say it in sentences, as the desk does")
    diff.add_argument("--language", default="en", metavar="CODE", help="language of the sentences (default: en)")
    diff.add_argument(
        "--customers", action="store_true", help="say whom it touches and how; needs the database, changes nothing"
    )
    preview = command(
        topic, "preview", _preview, "say whose eligibility another reading would change", more=PREVIEW, listing=True
    )
    preview.add_argument(
        "--reading", action="append", required=True, metavar="Q.N=CHOICE", help="the reading and the choice to try"
    )
    store = command(topic, "store", _store, "store this programme's edition in the database", more=STORE)
    for parser in (check, show, store):
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
    findings = check_folder(folder)
    if arguments.json:
        answer({"folder": str(folder), "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(finding)
    complain(f"{folder}: {len(findings)} finding(s)" if findings else f"{folder}: fine")
    return FINDINGS if findings else FINE


def _show(arguments: argparse.Namespace) -> int:
    from voorrang.editions.findings import ProgrammeInvalid
    from voorrang.editions.loader import load_programme
    from voorrang.editions.show import matrix_json, matrix_text

    try:
        programme = load_programme(programme_folder(arguments.folder))
    except ProgrammeInvalid as invalid:
        complain(str(invalid))
        return FINDINGS
    if arguments.json:
        answer(matrix_json(programme))
    else:
        print(matrix_text(programme, arguments.language))
    return FINE


def _diff(arguments: argparse.Namespace) -> int:
    if arguments.words or arguments.customers:
        from voorrang.cli.changes import diff_in_words

        return diff_in_words(arguments, *(programme_folder(one) for one in (arguments.old, arguments.new)))
    from voorrang.editions.diff import diff
    from voorrang.editions.findings import ProgrammeInvalid
    from voorrang.editions.loader import read_folder

    try:
        old, new = (read_folder(programme_folder(folder)) for folder in (arguments.old, arguments.new))
    except ProgrammeInvalid as invalid:
        complain(str(invalid))
        return FINDINGS
    changes = [
        {"part": part, "path": change.path, "old": change.old, "new": change.new}
        for part in ("terms", "coverage", "readings")
        for change in diff(getattr(old, part), getattr(new, part))
    ]
    if arguments.json:
        answer(changes)
    else:
        for change in changes:
            print(f"{change['part']}: {change['path']}: {change['old']!r} -> {change['new']!r}")
    complain(f"{len(changes)} difference(s)")
    return FINDINGS if changes else FINE


def _preview(arguments: argparse.Namespace) -> int:
    from voorrang.cli.changes import preview

    return preview(arguments)


def _store(arguments: argparse.Namespace) -> int:
    from voorrang.cli.context import application

    folder = programme_folder(arguments.folder)
    with application():
        return store_edition(folder)


def store_edition(folder: Path) -> int:
    """Store the parts of `folder` that are not stored yet. Django is loaded and the database runs."""
    from django.db import transaction

    from voorrang.editions.findings import ProgrammeInvalid
    from voorrang.editions.store import store_folder
    from voorrang.lib.clock import now

    try:
        with transaction.atomic():
            store_folder(folder, at=now())
    except ProgrammeInvalid as invalid:
        complain(str(invalid))
        return FINDINGS
    return FINE
