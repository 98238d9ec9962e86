"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Entitlements."""

    name = "voorrang.entitlements"
    label = "entitlements"
