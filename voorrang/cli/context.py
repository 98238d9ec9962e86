"""What a command needs before it can work: the configuration, the database, Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from voorrang.config.environment import Environment, read_environment
from voorrang.config.logs import configure_logs

SETTINGS = "voorrang.config.settings"


def environment(*, complete: bool = True) -> Environment:
    """The checked configuration, with logs set up as it says. `complete=False` asks for no secrets."""
    found = read_environment(complete=complete)
    configure_logs(found.log_level, found.log_format)
    return found


@contextmanager
def database(found: Environment) -> Iterator[None]:
    """A running database: the one of the URL, or the embedded one, started if need be and then stopped again."""
    if not found.embedded:
        yield
        return
    from voorrang.lib.backup import archive_settings
    from voorrang.lib.postgres import running_cluster

    with running_cluster(found.var, found.pg_bin, archive_settings(found.archive)):
        yield


def django() -> None:
    """Load Django's settings and apps."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django as framework

    framework.setup()


@contextmanager
def application() -> Iterator[Environment]:
    """Configuration, database and Django at once, for commands that read or write records."""
    found = environment()
    with database(found):
        django()
        yield found
