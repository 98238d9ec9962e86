"""A start-up check: a page without its style sheet or icons should be named before somebody sees it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, register

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"
ICONS_USED = HERE / "icons.txt"


def icons_used() -> tuple[str, ...]:
    """Names of the outline icons that templates may use, one a line in `icons.txt`; set-up copies them."""
    return tuple(line.strip() for line in ICONS_USED.read_text(encoding="utf-8").splitlines() if line.strip())


@register()
def vendor_files_present(**_: Any) -> Sequence[CheckMessage]:
    """Name each file that set-up copies and that is missing."""
    wanted = ["tabler/tabler.min.css", "htmx.min.js", *(f"icons/{name}.svg" for name in icons_used())]
    missing = [name for name in wanted if not (VENDOR / name).is_file()]
    if not missing:
        return []
    shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")  # noqa: PLR2004
    return [
        Error(f"Files of other projects are missing from {VENDOR}: {shown}.", hint="Run `make setup`.", id="ui.E001")
    ]
