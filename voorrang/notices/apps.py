"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Comparisons and notices."""

    name = "voorrang.notices"
    label = "notices"
