"""Translations: `compile` makes .mo files in pure Python, `collect` gathers the strings first (needs gettext)."""

import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "voorrang" / "locale"


def compile_all() -> int:
    """Compile every catalogue; a broken one is named and nothing of it is written."""
    failed = 0
    for source in sorted(LOCALE.rglob("*.po")):
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=source.parent.parent.name)
        problems = [
            f"{source.name}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors
        ]
        for problem in problems:
            print(problem, file=sys.stderr)
        failed += bool(problems)
        if not problems:
            with source.with_suffix(".mo").open("wb") as handle:
                write_mo(handle, catalogue)
    return 1 if failed else 0


def collect() -> int:
    """Gather the strings of code and templates into the catalogues, then compile."""
    if shutil.which("xgettext") is None:
        print("Collecting strings needs gettext. On Debian and Ubuntu: apt-get install gettext", file=sys.stderr)
        return 1
    (LOCALE / "nl" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [
        str(ROOT / ".venv" / "bin" / "django-admin"),
        "makemessages",
        "--locale=nl",
        "--add-location=file",
        "--no-wrap",
    ]
    subprocess.run(command, check=True, cwd=ROOT / "voorrang")
    return compile_all()


if __name__ == "__main__":
    sys.exit({"compile": compile_all, "collect": collect}[sys.argv[1]]())
