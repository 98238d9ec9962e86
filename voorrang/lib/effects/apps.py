"""Django's handle on effects."""

from django.apps import AppConfig


class Config(AppConfig):
    """Effects of jobs."""

    name = "voorrang.lib.effects"
    label = "effects"
