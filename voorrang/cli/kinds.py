"""`voorrang fleet kinds`: what machines are, told by their models alone. No database."""

import argparse
import csv
import io
from pathlib import Path
from typing import Any

from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain

KINDS = """FILE is a CSV file with a column model and, where they are known, maker, product_number and chassis (what an
inventory tool says of the case, such as Notebook). `-` reads stdin. Each row is answered with kind, commercial and eligible
(empty: not known), and with the line of products that told it. Exit 1 when some are not known."""
COLUMNS = ("maker", "model", "product_number", "chassis")


def add_kinds(topic: Commands) -> None:
    """Declare the command."""
    parser = command(topic, "kinds", _kinds, "say what machines are, by their models", more=KINDS, listing=True)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--programme", type=Path, metavar="FOLDER", help="the programme's folder (default: the one in use)"
    )


def _kinds(arguments: argparse.Namespace) -> int:
    from voorrang.cli.programme import programme_folder
    from voorrang.editions.products import product_lines
    from voorrang.rules.kinds import Evidence, kind_of

    lines = product_lines(programme_folder(arguments.programme))
    found = []
    for row in _rows(arguments.file):
        evidence = Evidence(row["model"], row["maker"], row["product_number"], row["chassis"])
        found.append(row | kind_of(evidence, lines)._asdict())
    unknown = sum(one["eligible"] is None for one in found)
    if arguments.json:
        answer(found)
    else:
        for one in found:
            said = [one[name] for name in ("model", "kind", "commercial", "eligible", "line")]
            print(
                "\t".join(
                    "" if part is None else str(part).lower() if isinstance(part, bool) else str(part) for part in said
                )
            )
    complain(f"{len(found)} machines, {unknown} of them not known")
    return FINDINGS if unknown else FINE


def _rows(file: Path) -> list[dict[str, Any]]:
    import sys

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file} cannot be read as UTF-8 text ({error}). Name a CSV file."
        raise UsageError(message) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    names = {(name or "").strip().lower().replace(" ", "_"): name for name in reader.fieldnames or []}
    if "model" not in names:
        message = f"{file} has no column model; it has: {', '.join(names) or 'none'}. Begin it with a header."
        raise UsageError(message)
    return [{name: (row.get(names[name]) or "" if name in names else "") for name in COLUMNS} for row in reader]
