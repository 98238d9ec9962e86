"""Django's handle on this door."""

from django.apps import AppConfig


class Config(AppConfig):
    """The portal."""

    name = "voorrang.portal"
    label = "portal"
