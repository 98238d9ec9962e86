"""Django's handle on this floor."""

from django.apps import AppConfig


class Config(AppConfig):
    """What the doors share: layout, components, view models, scripts."""

    name = "voorrang.ui"
    label = "ui"

    def ready(self) -> None:
        """Register the check that names missing vendor files."""
        from voorrang.ui import checks  # noqa: F401 -- a check registers itself when the apps are ready
