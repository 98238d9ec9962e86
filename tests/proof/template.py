"""The world under proof is laid once for a version of the software, and copied for each installation."""

import contextlib
import fcntl
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tests.proof.world import SETTINGS, Town, lay
from tests.support.database import fingerprint
from tests.support.installation import Installation
from voorrang.lib.postgres import Cluster

CUSTOMERS, DEVICES = 2, 200


def settle(installation: Installation) -> list[Town]:
    """Give a new installation the world; laying it takes a minute, copying it a second."""
    home = Path(os.environ.get("VOORRANG_TEST_PROOF_VAR", "/var/tmp/voorrang-proof-worlds"))  # noqa: S108 -- ours alone
    home.mkdir(mode=0o755, exist_ok=True)
    today = datetime.now(UTC).date().isoformat()  # its sessions end after two weeks
    name = f"{today}-{fingerprint()}"
    place = home / name
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "towns.json").exists():
            for stale in home.iterdir():
                if stale.is_dir():
                    shutil.rmtree(stale)
            _lay(place)
        _copy(place, installation.var)
    return [Town(*one) for one in json.loads((place / "towns.json").read_text(encoding="utf-8"))]


def _lay(place: Path) -> None:
    place.mkdir(mode=0o755)
    template = Installation(place, SETTINGS)
    towns = lay(template, customers=CUSTOMERS, devices=DEVICES)
    Cluster(place).stop()
    (place / "towns.json").write_text(json.dumps(towns), encoding="utf-8")


def _copy(place: Path, var: Path) -> None:
    """Copy the server's files with their owner; the socket's address is the new place's own."""
    Cluster(var)  # makes the folders
    shutil.copy2(place / "postgres" / "passwords.json", var / "postgres" / "passwords.json")
    source, target = Cluster(place).layout, Cluster(var).layout
    shutil.copytree(source.data, target.data, symlinks=True)
    for path in (target.data, *target.data.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            target.account.own(path)
    target.data.chmod(0o700)
