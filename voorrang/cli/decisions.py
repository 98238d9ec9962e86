"""`voorrang decisions`: whether stored decisions follow from what is stored, and would differ on what is known now."""

import argparse
from datetime import UTC, datetime
from typing import Any

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

REPLAY = """Decides every stored decision again from its stored facts and its stored edition, and compares outcome, reasons and hashes.
Names each one that differs and what was changed: its facts, its edition or its result. Changes nothing."""


RECHECK = """Decides again on what is known now of the moment of each claim, by the edition then in force. What would differ is
proposed once, for a person to make good or to leave (desk, Wrong answers). A second run changes nothing. Exit code 1: some
claims were answered wrongly."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "decisions", "replay stored decisions")
    command(
        topic, "replay", _replay, "decide every stored decision again and report differences", more=REPLAY, listing=True
    )
    again = command(
        topic, "recheck", _recheck, "look for claims that were answered wrongly", more=RECHECK, listing=True
    )
    again.add_argument("--customer", metavar="CODE", help="one customer only")
    again.add_argument("--since", metavar="DAY", help="claims decided from this day on, such as 2026-01-31")


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


def _recheck(arguments: argparse.Namespace) -> int:
    since = _day(arguments.since)
    with application():
        from voorrang.entitlements.rechecking import UnknownCustomer, recheck_all

        try:
            report = recheck_all(since, arguments.customer)
        except UnknownCustomer as error:
            message = f"no customer has the code {arguments.customer}"
            raise UsageError(message) from error
    if arguments.json:
        answer(report)
    else:
        for one in report["customers"]:
            print(
                f"{one['customer']}: {one['checked']} checked, {one['wronged']} wronged, {one['generous']} too generous"
            )
    complain(
        f"{report['checked']} decisions checked, {report['wronged']} answered wrongly, {report['new']} of them new"
    )
    return FINDINGS if report["wronged"] else FINE


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        message = f"{text!r} is no day; write it as 2026-01-31"
        raise UsageError(message) from error
