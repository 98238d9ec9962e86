"""An own database in an empty folder, migrated, with the environment that makes every process of the bench use it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = 8190
"""The first of a few ports; VOORRANG_TEST_BENCH_PORT names another."""


@contextmanager
def own_database(*, threads: int = 8, at: Path | None = None) -> Iterator[Path]:
    """Start a database as an installation has it (every commit reaches the disk), migrate it, set Django up on it.

    It goes afterwards, unless it lies `at` a folder of yours.
    """
    from voorrang.lib.postgres import running_cluster

    folder = os.environ.get("VOORRANG_PG_BIN")
    # Below the working tree, so that commits reach the disk and not a file system in memory.
    (ROOT / "var").mkdir(exist_ok=True)
    place = nullcontext(str(at)) if at else tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "var")
    with place as name:
        var = Path(name)
        var.mkdir(parents=True, exist_ok=True)
        var.chmod(0o755)
        (var / "static").mkdir(exist_ok=True)
        with running_cluster(var, Path(folder) if folder else None) as urls:
            for known in [one for one in os.environ if one.startswith("VOORRANG_")]:
                if not known.startswith(("VOORRANG_TEST_", "VOORRANG_PG_BIN")):
                    del os.environ[known]
            os.environ.update(
                VOORRANG_DEMO="1",
                VOORRANG_VAR=str(var),
                VOORRANG_DATABASE_URL=urls.app_url,
                VOORRANG_MIGRATOR_DATABASE_URL=urls.migrator_url,
                VOORRANG_TEST_ADMIN_URL=urls.admin_url,
                VOORRANG_WORKERS="1",
                VOORRANG_THREADS=str(threads),
                VOORRANG_LOG_FORMAT="json",
                DJANGO_SETTINGS_MODULE="voorrang.config.settings",
            )
            _set_up()
            try:
                yield var
            finally:
                from django.db import connections

                connections.close_all()


def first_port() -> int:
    """Return the port that the servers of the bench begin with."""
    return int(os.environ.get("VOORRANG_TEST_BENCH_PORT", PORT))


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", database="migrator", verbosity=0)
