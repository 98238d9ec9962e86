"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """The installed base."""

    name = "voorrang.installed_base"
    label = "installed_base"
