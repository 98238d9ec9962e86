"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Contracts."""

    name = "voorrang.contracts"
    label = "contracts"
