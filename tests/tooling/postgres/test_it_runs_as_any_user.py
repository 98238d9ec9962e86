"""As root the server runs under another account; as a user it runs as that user. Neither minds a closed folder."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import psycopg
import pytest

from voorrang.lib.postgres import Cluster, running_cluster
from voorrang.lib.postgres.layout import ELSEWHERE, LONGEST_SOCKET

ROOT = Path(__file__).resolve().parents[3]
needs_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can change accounts; this run is the user's case itself"
)


def owner_of(pid: int | None) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


@needs_root
def test_root_lends_it_to_an_account_and_moves_it_out_of_a_closed_folder(var: Path) -> None:
    var.chmod(0o700)
    with (
        running_cluster(var, settings={"fsync": "off"}) as connections,
        psycopg.connect(connections.app_url) as connection,
    ):
        cluster = Cluster(var)
        assert owner_of(cluster.pid) == cluster.layout.account.uid != 0
        assert cluster.layout.data.is_relative_to(ELSEWHERE)
        assert cluster.layout.log.is_relative_to(var), "the log stays where one looks for it"
        assert connection.execute("SELECT 1").fetchone() == (1,)


@needs_root
def test_root_leaves_it_in_an_open_folder() -> None:
    open_folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    open_folder.chmod(0o755)
    try:
        with running_cluster(open_folder, settings={"fsync": "off"}):
            layout = Cluster(open_folder).layout
            assert layout.data == open_folder / "postgres" / "data"
            assert layout.data.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(open_folder)


@needs_root
def test_a_normal_user_runs_it_in_a_closed_home_of_their_own(var: Path) -> None:
    user = pwd.getpwnam("nobody")
    home = Path(tempfile.mkdtemp(dir="/var/tmp"))
    home.chmod(0o700)
    os.chown(home, user.pw_uid, user.pw_gid)
    programs = Cluster(var).layout.binaries.folder  # a copy that every user can run, should ours be closed
    # The interpreter may lie in root's closed home: everything is imported first, then root is given up for good.
    program = textwrap.dedent(
        f"""
        import encodings.idna, os, sys
        from pathlib import Path
        import psycopg
        from voorrang.lib.postgres import Cluster, running_cluster
        os.setgroups([]); os.setgid({user.pw_gid}); os.setuid({user.pw_uid}); os.umask(0o022)
        home = Path({str(home)!r})
        with running_cluster(home, Path({str(programs)!r})) as connections:
            with psycopg.connect(connections.app_url) as connection:
                connection.execute("SELECT 1")
            layout = Cluster(home, Path({str(programs)!r})).layout
            assert layout.data == home / "postgres" / "data", layout
            assert layout.account.uid == {user.pw_uid} and not layout.account.lent
            print(Path(f"/proc/{{Cluster(home, Path({str(programs)!r})).pid}}").stat().st_uid)
        """
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {"HOME": str(home)},
        )
    finally:
        shutil.rmtree(home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(user.pw_uid)


def test_a_long_path_gets_a_short_socket() -> None:
    open_folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    open_folder.chmod(0o755)
    deep = open_folder / ("a-long-name-" * 8)
    socket_folder = None
    try:
        with (
            running_cluster(deep, settings={"fsync": "off"}) as connections,
            psycopg.connect(connections.app_url) as connection,
        ):
            socket_folder = Cluster(deep).layout.run
            assert not socket_folder.is_relative_to(deep)
            assert len(str(socket_folder)) < LONGEST_SOCKET
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        shutil.rmtree(open_folder)
        if socket_folder is not None:
            shutil.rmtree(socket_folder)


def test_two_folders_are_two_servers(var: Path) -> None:
    with (
        running_cluster(var / "one", settings={"fsync": "off"}) as one,
        running_cluster(var / "two", settings={"fsync": "off"}) as two,
    ):
        assert one.app_url != two.app_url
        assert Cluster(var / "one").pid != Cluster(var / "two").pid
    for name in ("one", "two"):
        if (home := Cluster(var / name).layout.data.parent).is_relative_to(ELSEWHERE):
            shutil.rmtree(home)
