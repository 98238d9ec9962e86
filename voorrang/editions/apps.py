"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Editions."""

    name = "voorrang.editions"
    label = "editions"
