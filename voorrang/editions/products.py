"""Reading a vendor's lines of products from `products.toml` beside its programme. They are knowledge, not terms: no decision stores them."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from voorrang.editions.findings import Finding, ProgrammeInvalid, Report
from voorrang.rules.kinds import ProductLine, ProductLines

FILE = "products.toml"
KINDS = frozenset({"desktop", "laptop", "workstation", "retail_pos", "thin_client", "printer", "monitor", "other"})
ELIGIBLE = KINDS - {"other"}
"""Of the kinds, those that E.8 lets be eligible, the monitor with its desktop or workstation."""
_NAMES = {"key", "pattern", "kind", "usually", "commercial", "why"}
_NOTHING_KNOWN = "Nothing is known of this."


@cache
def product_lines(folder: Path) -> ProductLines:
    """Return the lines of a programme's folder; without a file there are none, and only chassis and rulings tell kinds.

    Raises `ProgrammeInvalid` with all errors at once.
    """
    path = folder / FILE
    if not path.exists():
        return ProductLines((), {}, (), ELIGIBLE)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeInvalid([Finding(FILE, "", f"This is no TOML: {error}.", "Mend it there.")]) from error
    report = Report()
    chassis = {
        " ".join(str(word).lower().split()): kind
        for kind, words in content.get("chassis", {}).items()
        if _is_kind(kind, f"chassis/{kind}", report)
        for word in words
    }
    lines = [_line(number, entry, report) for number, entry in enumerate(content.get("line", []), 1)]
    keys = [entry.get("key") for entry in content.get("line", [])]
    for key in sorted({str(one) for one in keys if keys.count(one) > 1}):
        report.add(FILE, f"line/{key}", "This key stands twice.", "Rename one of them.")
    for key in sorted(set(content) - {"makers", "chassis", "line"}):
        report.add(FILE, key, _NOTHING_KNOWN, "Remove it.")
    if report.findings:
        raise ProgrammeInvalid(report.findings)
    makers = tuple(sorted((str(one).lower() for one in content.get("makers", [])), key=len, reverse=True))
    return ProductLines(tuple(one for one in lines if one is not None), chassis, makers, ELIGIBLE)


def _line(number: int, entry: dict[str, Any], report: Report) -> ProductLine | None:
    place, before = f"line/{entry.get('key', number)}", len(report.findings)
    for name in ("key", "pattern", "why"):
        if not isinstance(entry.get(name), str) or not entry[name]:
            report.add(FILE, f"{place}/{name}", "This is missing.", "Add it as a text.")
    for name in sorted(set(entry) - _NAMES):
        report.add(FILE, f"{place}/{name}", _NOTHING_KNOWN, "Remove it.")
    for name in ("kind", "usually"):
        if name in entry:
            _is_kind(entry[name], f"{place}/{name}", report)
    if not isinstance(entry.get("commercial", True), bool):
        report.add(
            FILE, f"{place}/commercial", "This is neither true nor false.", "Write one of them, or leave it out."
        )
    try:
        pattern = re.compile(rf"(?:{entry.get('pattern', '')})(?![a-z0-9])")
    except re.error as error:
        report.add(FILE, f"{place}/pattern", f"This is no regular expression: {error}.", "Mend it.")
        return None
    if len(report.findings) > before:
        return None
    return ProductLine(
        entry["key"], pattern, entry.get("kind"), entry.get("usually"), entry.get("commercial"), entry["why"]
    )


def _is_kind(kind: object, place: str, report: Report) -> bool:
    if kind in KINDS:
        return True
    report.add(FILE, place, f"“{kind}” is no kind.", f"Use one of: {', '.join(sorted(KINDS))}.")
    return False
