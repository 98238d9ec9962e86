"""What jobs have done, so that a job which runs twice acts once."""

from django.db import models

from voorrang.lib.tenancy import LocalModel


class Effect(LocalModel):
    """An effect that has happened: its key can be claimed once (`stack.md`, Jobs). Keys hold ids, nothing personal."""

    key = models.CharField(max_length=200, unique=True)
    done_at = models.DateTimeField()
