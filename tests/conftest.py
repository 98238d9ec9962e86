"""Fixtures for every test; a folder's own stand beside its tests."""

from tests.cast import cast
from tests.support.chromium import chromium
from tests.support.database import django_db_setup, real_commits

__all__ = ["cast", "chromium", "django_db_setup", "real_commits"]
