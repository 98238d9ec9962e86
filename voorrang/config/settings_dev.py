"""The settings with the development tools that are Django apps: used by `make lint` and `voorrang manage makemigrations`."""

from voorrang.config.settings import *  # noqa: F403 -- the same settings, and two apps more
from voorrang.config.settings import INSTALLED_APPS as APPS

INSTALLED_APPS = [*APPS, "django_linear_migrations", "django_migration_linter"]
