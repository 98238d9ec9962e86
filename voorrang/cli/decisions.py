"""`voorrang decisions replay`: prove that stored decisions still follow from their stored facts and editions."""

import argparse
from typing import Any

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, answer, command, complain, group

REPLAY = """Decides every stored decision again from its stored facts and its stored edition, and compares outcome, reasons and hashes.
Names each one that differs and what was changed: its facts, its edition or its result. Changes nothing."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "decisions", "replay stored decisions")
    command(
        topic, "replay", _replay, "decide every stored decision again and report differences", more=REPLAY, listing=True
    )


def _replay(arguments: argparse.Namespace) -> int:
    with application():
        from voorrang.entitlements.replay import replay_all

        report = replay_all()
    if arguments.json:
        answer(report)
    else:
        for difference in report["different"]:
            print(_told(difference))
    complain(f"{report['checked']} decisions checked, {len(report['different'])} different")
    return FINDINGS if report["different"] else FINE


def _told(difference: dict[str, Any]) -> str:
    """One difference in a line."""
    what = ", ".join(difference["what"])
    details = [f"{path} in {edition['label']}" for edition in difference["editions"] for path in edition["paths"]]
    if difference["outcome"]:
        details.append(" -> ".join(difference["outcome"]))
    told = f"{difference['customer']} {difference['id']} of {difference['decided_at']}: {what}"
    return f"{told} ({'; '.join(details)})" if details else told
