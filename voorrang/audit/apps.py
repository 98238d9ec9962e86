"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """The trail."""

    name = "voorrang.audit"
    label = "audit"
