"""`voorrang demo grow`: a demonstration of any size."""

import argparse
import resource
import sys
from datetime import UTC, datetime
from typing import Any

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain
from voorrang.config.environment import Environment

MORE = "Only with VOORRANG_DEMO=1: it deletes and invents records, and shows passwords."
GROW = """Adds customers with fleets, contracts and cases with their events until there are so many, and goes on where an earlier
run stopped. What there is stays. The same seed and anchor grow the same world."""


def add_grow(topic: Commands) -> None:
    """Declare the command."""
    grow = command(
        topic, "grow", _grow, "grow the demo world to so many customers, devices and cases", more=GROW, listing=True
    )
    grow.add_argument("--customers", type=int, required=True, metavar="N", help="how many customers")
    grow.add_argument(
        "--devices", type=int, required=True, metavar="N", help="how many devices, of all customers together"
    )
    grow.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases, of all customers together")
    grow.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same world (default 1)")
    grow.add_argument(
        "--anchor",
        type=moment,
        metavar="INSTANT",
        help="the instant up to which cases are told, such as 2026-03-02T00:00:00Z (default: now)",
    )
    grow.add_argument(
        "--processes", type=int, choices=range(1, 33), default=2, metavar="N", help="how many work at once (default 2)"
    )


def demo_only(found: Environment) -> None:
    """Refuse what is for the demonstration only."""
    if not found.demo:
        message = "This is for the demonstration only. Set VOORRANG_DEMO=1, and never do so with real data."
        raise UsageError(message)


def moment(text: str) -> datetime:
    """An instant with its zone, in UTC."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        message = f"{text} has no zone. Write it as {text}Z for UTC."
        raise argparse.ArgumentTypeError(message)
    return instant.astimezone(UTC)


def _grow(arguments: argparse.Namespace) -> int:
    with application() as found:
        demo_only(found)
        from voorrang.cli.migrate import migrate
        from voorrang.demo.growth.run import GrowthRefused, grow

        if migrate(found, quiet=True) != FINE:
            return FINDINGS
        line = _Line()
        try:
            grow(
                customers=arguments.customers,
                devices=arguments.devices,
                cases=arguments.cases,
                seed=arguments.seed,
                anchor=arguments.anchor,
                processes=arguments.processes,
                tell=line.show,
            )
        except GrowthRefused as refused:
            raise UsageError(str(refused)) from refused
        except KeyboardInterrupt:
            complain("\nStopped. The same command goes on from here.")
            return FINDINGS
    _tell(line.last, as_json=arguments.json)
    return FINE


class _Line:
    """The line that tells how far it is."""

    def __init__(self) -> None:
        self.last: Any = None

    def show(self, progress: Any) -> None:
        """Write it over the one before, or below where nobody watches."""
        self.last = progress
        seconds = progress.seconds
        left = seconds / progress.share - seconds if progress.share else 0
        line = (
            f"{progress.devices:,} devices, {progress.cases:,} cases; {progress.share:.0%}, "
            f"{progress.cases / max(seconds, 0.1):,.0f} cases/s, {_clock(left)} left"
        )
        sys.stderr.write(f"\r{line:<78}" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()


def _tell(progress: Any, *, as_json: bool) -> None:
    kib = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    done = {
        "customers": len(progress.wanted.customers),
        "devices": progress.devices,
        "cases": progress.cases,
        "seed": progress.wanted.seed,
        "anchor": progress.wanted.anchor.isoformat(),
        "seconds": round(progress.seconds, 1),
        "peak_mib": round(kib / 1024),
    }
    if as_json:
        answer(done)
        return
    print(
        f"\nGrown to {done['customers']:,} customers, {done['devices']:,} devices and {done['cases']:,} cases"
        f" in {_clock(progress.seconds)}; at most {done['peak_mib']} MiB in a process."
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
