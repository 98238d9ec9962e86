"""Django's handle on this door."""

from django.apps import AppConfig


class Config(AppConfig):
    """The api."""

    name = "voorrang.api"
    label = "api"
