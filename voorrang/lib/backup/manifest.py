"""`backup.json`: what a backup holds, so that whoever restores it can tell whether all of it is there."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from voorrang.lib.backup.errors import BackupProblem

NAME = "backup.json"
DUMP, BASE, FILES = "database.dump", "base", "files"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's description. `rows` are those of `database.dump`; `base/` is a moment younger. Paths are relative."""

    made_at: str
    postgresql: int
    has_base: bool
    rows: dict[str, int]
    append_only: list[str]
    files: dict[str, str]

    @property
    def made(self) -> datetime:
        """The instant from which the database was read."""
        return datetime.fromisoformat(self.made_at)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it last: a folder without one is no backup."""
    with (folder / NAME).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """Return the description. Raises `BackupProblem` for a folder that is no backup of ours."""
    try:
        return Manifest(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        message = f"{folder} is no backup: {NAME} is not there or cannot be read. Name a folder that `voorrang backup make` wrote."
        raise BackupProblem(message) from error


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder` but the description itself."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != NAME)
    return {str(file.relative_to(folder)): _digest(file) for file in files}


def _digest(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
