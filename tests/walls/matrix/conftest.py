"""One world for all tests of the matrix: laid once a process, and every request is undone."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.cast import AT
from tests.walls.matrix.world import World, make_world


@pytest.fixture(scope="module")
def quiet(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The cast's present, no log, files apart, and one transaction that is rolled back when the module is through."""
    before = (settings.VOORRANG_NOW, settings.VOORRANG_FILES)
    settings.VOORRANG_NOW, settings.VOORRANG_FILES = AT, tmp_path_factory.mktemp("files")
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    settings.VOORRANG_NOW, settings.VOORRANG_FILES = before


@pytest.fixture(scope="module")
def world(quiet: None) -> World:
    """Two customers, one thing of each kind at each input."""
    return make_world(whole=False)


@pytest.fixture(scope="module")
def whole_world(quiet: None) -> World:
    """Three customers, every thing at every input: for the proof."""
    return make_world(whole=True)
