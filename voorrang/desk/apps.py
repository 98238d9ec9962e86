"""Django's handle on this door."""

from django.apps import AppConfig


class Config(AppConfig):
    """The desk."""

    name = "voorrang.desk"
    label = "desk"
