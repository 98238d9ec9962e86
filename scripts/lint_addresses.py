"""Fails when a committed file holds the address of a package registry or a path of somebody's machine.

Such an address ties everybody to one machine's mirror, and a private one tells where it is.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

# Written in pieces, so that this file does not find itself.
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "registry.yarnpkg" + ".com",
    "test.pypi" + ".org",
)
SETTINGS = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "UV_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "UV_INDEX",
    "npm_config_registry",
)
HOME = re.compile(
    r"(?<![\w.~/-])/(?:ro" + r"ot|ho" + r"me/(?!user\b)[a-z][\w-]*|Us" + r"ers/[A-Za-z][\w-]*|wo" + r"rk)/[\w.]"
)
"""Somebody's home, or a folder at the root where a project was checked out."""
SELF = {"scripts/lint_addresses.py", "tests/tooling/test_addresses.py"}


def main() -> int:
    """Look through every file that git knows; print `file:line: what`."""
    found = [problem for file in tracked_files() for problem in problems(file, (ROOT / file).read_bytes())]
    for problem in found:
        print(problem)
    return 1 if found else 0


def tracked_files() -> Iterator[str]:
    """Files in git, and new ones that are not ignored. Without git (an unpacked archive) there is nothing to say."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    for name in done.stdout.splitlines():
        if (ROOT / name).is_file() and name not in SELF:
            yield name


def problems(file: str, content: bytes) -> Iterator[str]:
    """What is wrong in one file; binary files count as fine."""
    if b"\0" in content[:8192]:
        return
    hosts = [*REGISTRIES, *machine_hosts()]
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        for host in hosts:
            if host in line:
                yield f"{file}:{number}: the address of a package registry ({host}). Leave addresses to each machine's settings."
        if HOME.search(line):
            yield f"{file}:{number}: a path of somebody's machine. Write it relative to the project."


def machine_hosts() -> Iterator[str]:
    """Hosts of the mirrors that this machine itself uses: most likely to slip in."""
    for name in SETTINGS:
        for address in os.environ.get(name, "").split():
            if (host := urlsplit(address).hostname) and host not in {"localhost", "127.0.0.1"}:
                yield host


if __name__ == "__main__":
    sys.exit(main())
