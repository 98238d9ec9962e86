"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Privacy."""

    name = "voorrang.privacy"
    label = "privacy"
