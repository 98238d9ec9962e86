"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Cases."""

    name = "voorrang.cases"
    label = "cases"
