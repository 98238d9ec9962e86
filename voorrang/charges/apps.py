"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """Estimates of cost, consents, charges and their export."""

    name = "voorrang.charges"
    label = "charges"
