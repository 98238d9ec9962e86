"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Accounts."""

    name = "voorrang.accounts"
    label = "accounts"
