"""A backup is really restored, elsewhere, to an instant between two writes: the first is there, the second is not."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.proof.client import open_case
from tests.proof.template import settle
from tests.proof.world import SETTINGS, Town
from tests.support.installation import Installation, installed
from voorrang.lib.postgres import Cluster

pytestmark = pytest.mark.proof


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A place for backups and the archived log that the server's account may enter."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="voorrang-shelf-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def titles(installation: Installation) -> set[str]:
    with psycopg.connect(Cluster(installation.var).connections.admin_url) as connection:
        return {title for (title,) in connection.execute("SELECT title FROM cases_case").fetchall()}


def opened(installation: Installation, town: Town, title: str) -> None:
    answer = open_case(installation.port, town, title, title, town.serials[1])
    assert answer.status == 201, answer.body
    assert answer.json["case"]


def restored(backup: Path, installation: Installation, *more: str) -> subprocess.CompletedProcess[str]:
    done = installation.run("backup", "restore", str(backup), *more)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 findings" in done.stderr
    return done


def test_an_instant_between_two_writes_comes_back(shelf: Path, record_property: Any) -> None:
    archive = shelf / "archive"
    with installed(SETTINGS | {"VOORRANG_ARCHIVE": str(archive)}) as lost, installed(SETTINGS) as found:
        towns = settle(lost)
        lost.start()
        upload = lost.var / "files" / towns[0].id / "photo"
        upload.parent.mkdir(parents=True)
        upload.write_bytes(b"a photo")
        opened(lost, towns[0], "Before the backup")
        made = lost.run("backup", "make", str(shelf))
        assert made.returncode == 0, made.stderr
        backup = Path(made.stdout.strip())
        opened(lost, towns[0], "After the backup")
        time.sleep(0.5)
        between = datetime.now(UTC)
        time.sleep(0.5)
        opened(lost, towns[1], "Too late")
        with psycopg.connect(Cluster(lost.var).connections.admin_url) as connection:
            connection.execute("SELECT pg_switch_wal()")
        assert lost.stop() == 0

        began = time.monotonic()
        restored(backup, found, "--to", between.isoformat(), "--archive", str(archive))
        record_property("seconds", round(time.monotonic() - began, 1))
        found.start()
        assert titles(found) == {"Before the backup", "After the backup"}
        opened(found, towns[1], "Life goes on")
        assert (found.var / "files" / towns[0].id / "photo").read_bytes() == b"a photo"
        replayed = json.loads(found.run("decisions", "replay", "--json").stdout)
        assert replayed["different"] == []
        record_property("decisions decided again", replayed["checked"])
        manifest = json.loads((backup / "backup.json").read_text(encoding="utf-8"))
        record_property("tables", len(manifest["rows"]))
        record_property("rows", sum(manifest["rows"].values()))

        in_the_way = found.run("backup", "restore", str(backup))
        assert in_the_way.returncode == 1
        assert "There is data in" in in_the_way.stderr


def test_the_rows_alone_come_back_exactly(shelf: Path, record_property: Any) -> None:
    with installed(SETTINGS) as lost, installed(SETTINGS) as found:
        towns = settle(lost)
        lost.start()
        opened(lost, towns[0], "Before the backup")
        assert lost.stop() == 0
        backup = Path(lost.run("backup", "make", str(shelf)).stdout.strip())
        restored(backup, found, "--rows")
        wanted = lost.rows()
        assert found.rows() == wanted
        record_property("rows", sum(wanted.values()))


def test_a_damaged_backup_is_refused_whatever_is_damaged(shelf: Path, record_property: Any) -> None:
    with installed(SETTINGS) as lost, installed(SETTINGS) as found:
        settle(lost)
        backup = Path(lost.run("backup", "make", str(shelf)).stdout.strip())
        kinds = sorted(path for path in backup.rglob("*") if path.is_file() and path.name != "backup.json")
        for path in kinds:
            whole = path.read_bytes()
            path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
            refused = found.run("backup", "restore", str(backup))
            assert refused.returncode == 1
            assert f"{path.relative_to(backup)} is changed" in refused.stderr
            path.write_bytes(whole)
        assert not (found.var / "postgres" / "data").exists()
        record_property("files damaged, one after the other", len(kinds))


def test_the_applications_own_role_cannot_make_an_empty_backup(shelf: Path) -> None:
    with installed(SETTINGS) as lost:
        settle(lost)
        cluster = Cluster(lost.var)
        cluster.start()
        urls = cluster.connections
        lost.environment |= {
            "VOORRANG_DATABASE_URL": urls.app_url,
            "VOORRANG_MIGRATOR_DATABASE_URL": urls.migrator_url,
            "VOORRANG_BACKUP_DATABASE_URL": urls.app_url,
        }
        refused = lost.run("backup", "make", str(shelf))
        assert refused.returncode == 1
        assert "does not see past the walls" in refused.stderr
        assert not list(shelf.iterdir())
        lost.environment["VOORRANG_BACKUP_DATABASE_URL"] = urls.backup_url
        assert lost.run("backup", "make", str(shelf)).returncode == 0
