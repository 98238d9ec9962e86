"""Files of customers, under <folder>/<customer>/<id>: on the disk before the commit that names them (`tenancy.md`, 13).

A transaction that is rolled back leaves a file that no row names: `sweep` takes those away. Names that people gave stay
in the database; nothing on the disk is called as a stranger wished.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written: its size in bytes and the SHA-256 of its content, as hexadecimal digits."""

    size: int
    sha256: str


def keep(folder: Path, customer_id: UUID, file_id: UUID, chunks: Iterable[bytes]) -> Kept:
    """Write a file whole and for good, or not at all."""
    home = folder / str(customer_id)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = home / f".{uuid4()}"
    digest, size = hashlib.sha256(), 0
    try:
        with unfinished.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path_of(folder, customer_id, file_id))
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(home)
    return Kept(size, digest.hexdigest())


def path_of(folder: Path, customer_id: UUID, file_id: UUID) -> Path:
    """Return where a customer's file lies."""
    return folder / str(customer_id) / str(file_id)


def erase(folder: Path, customer_id: UUID, file_id: UUID) -> None:
    """Remove a file; one that is gone already is no error."""
    path_of(folder, customer_id, file_id).unlink(missing_ok=True)


def erase_all_of(folder: Path, customer_id: UUID) -> None:
    """Remove every file of a customer."""
    shutil.rmtree(folder / str(customer_id), ignore_errors=True)


def sweep(folder: Path, named: Callable[[UUID, set[UUID]], set[UUID]], *, before: datetime) -> int:
    """Remove the files written before `before` that no row names, and return how many.

    `named` gets a customer and ids of files, and returns those of them that a row names.
    """
    removed = 0
    for home in sorted(folder.iterdir()) if folder.is_dir() else ():
        old = [path for path in home.iterdir() if path.stat().st_mtime < before.timestamp()]
        ids = {UUID(path.name): path for path in old if not path.name.startswith(".")}
        known = named(UUID(home.name), set(ids)) if ids else set()
        for path in old:
            if path.name.startswith(".") or UUID(path.name) not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _settle(home: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(home, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
