"""Mail as an app: it has a job, and no tables."""

from django.apps import AppConfig


class MailAppConfig(AppConfig):
    """Found by the queue, which looks for `jobs` in every app."""

    name = "voorrang.gateways.mail"
    label = "mail"
