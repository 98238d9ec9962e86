"""Runs every lint, two at a time, and shows only what failed. Exit code 1 when one did."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
AT_ONCE = 2
OUR_APPS = sorted(folder.parent.name for folder in (ROOT / "voorrang").glob("*/migrations"))

CHECKS: dict[str, list[str]] = {
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "migrations are complete": [PYTHON, "-m", "voorrang.cli", "manage", "makemigrations", "--check", "--dry-run"],
    "migrations are safe": [
        PYTHON,
        "-m",
        "voorrang.cli",
        "manage",
        "lintmigrations",
        "--no-cache",
        "--include-apps",
        *OUR_APPS,
    ],
    "Django's checks": [PYTHON, "-m", "voorrang.cli", "manage", "check", "--fail-level", "WARNING"],
    "floors": [str(BIN / "lint-imports"), "--no-logo"],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "voorrang"],
    "style": [str(BIN / "ruff"), "check", "--quiet"],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet"],
    "programme facts": [PYTHON, "scripts/lint_programme_facts.py"],
    "addresses": [PYTHON, "scripts/lint_addresses.py"],
    "secrets": [PYTHON, "scripts/lint_secrets.py"],
    "translations": [PYTHON, "scripts/messages.py", "check"],
    "bare words": [PYTHON, "scripts/lint_bare_words.py"],
}


@dataclass(frozen=True)
class Result:
    """What one lint said."""

    name: str
    fine: bool
    output: str
    seconds: float


def run(name: str, command: list[str]) -> Result:
    """Run one lint with the demo's configuration and a folder of its own."""
    environment = os.environ | {
        "VOORRANG_DEMO": "1",
        "VOORRANG_VAR": str(ROOT / "var" / "lint"),
        "DJANGO_SETTINGS_MODULE": "voorrang.config.settings_dev",
        "VOORRANG_LOG_LEVEL": "warning",
    }
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return Result(name, done.returncode == 0, done.stdout, time.monotonic() - began)


def main() -> int:
    """Run the lints named on the command line, or all."""
    chosen = {name: CHECKS[name] for name in sys.argv[1:]} or CHECKS
    failed = []
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for finished in as_completed([pool.submit(run, name, command) for name, command in chosen.items()]):
            result = finished.result()
            print(f"[lint] {result.name}: {'fine' if result.fine else 'FAILED'} ({result.seconds:.1f} s)", flush=True)
            if not result.fine:
                failed.append(result)
    for result in failed:
        print(f"\n----- {result.name} -----\n{result.output.rstrip()}")
    print(f"[lint] {len(chosen) - len(failed)} of {len(chosen)} fine in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
