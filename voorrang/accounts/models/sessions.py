"""Where people are signed in."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel


class OpenSession(LocalModel):
    """A browser in which somebody is signed in: since when, last seen to the hour, and what the browser calls itself."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "-seen_at"], name="accounts_session_user")]
