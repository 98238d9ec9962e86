"""Is a backup whole? Asked once it is made, and again before it is used."""

from pathlib import Path

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.manifest import DUMP, Manifest, hash_files, read_manifest
from voorrang.lib.backup.rows import count_rows_of_dump, differences
from voorrang.lib.postgres.binaries import Binaries


def check_backup(folder: Path, binaries: Binaries) -> Manifest:
    """Hash every file, and count the dump's rows. Raises `BackupProblem` with all that is wrong."""
    manifest = read_manifest(folder)
    there = hash_files(folder)
    problems = [
        f"{name} is {'missing' if name not in there else 'changed' if name in manifest.files else 'a stranger'}"
        for name in sorted(manifest.files.keys() | there.keys())
        if manifest.files.get(name) != there.get(name)
    ]
    if not problems:
        problems = differences(manifest.rows, count_rows_of_dump(binaries, folder / DUMP))
    if problems:
        message = f"The backup in {folder} is not whole:\n  " + "\n  ".join(problems)
        raise BackupProblem(message)
    return manifest
