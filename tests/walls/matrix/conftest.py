"""One world for all tests of the matrix: laid and committed once a process; every request is undone."""

import gc
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.cast import AT
from tests.support.database import empty_tables
from tests.walls.matrix.world import World, make_world


@pytest.fixture(scope="package")
def quiet(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cast's present, no log, files apart, quick passwords, seldom a search for garbage; empty tables in the end."""
    before = (settings.VOORRANG_NOW, settings.VOORRANG_FILES, settings.PASSWORD_HASHERS)
    settings.VOORRANG_NOW, settings.VOORRANG_FILES = AT, tmp_path_factory.mktemp("files")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.CRITICAL)
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    with django_db_blocker.unblock():
        yield
        connection.close()
        empty_tables()
    gc.set_threshold(*thresholds)
    logging.disable(logging.NOTSET)
    settings.VOORRANG_NOW, settings.VOORRANG_FILES, settings.PASSWORD_HASHERS = before


@pytest.fixture(scope="package")
def world(quiet: None) -> World:
    """Two customers, one thing of each kind at each input."""
    with transaction.atomic():
        return make_world()


@pytest.fixture(scope="package")
def whole_world(world: World) -> World:
    """Three customers, every thing at every input: for the proof."""
    with transaction.atomic():
        world.grow()
    return world
