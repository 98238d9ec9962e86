"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Cut-over."""

    name = "voorrang.cutover"
    label = "cutover"
