"""Editions as stored: canonical JSON, frozen, named by its hash. Old decisions replay from these rows."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import ReferenceModel


class Edition(ReferenceModel):
    """One part of a programme's edition (decision 9). `body` is the canonical JSON to the byte; `hash` is its SHA-256."""

    append_only: ClassVar[bool] = True

    class Part(models.TextChoices):
        """What was bought is frozen (terms); countries, languages and readings are effective-dated (Q.19)."""

        TERMS = "terms"
        COVERAGE = "coverage"
        READINGS = "readings"

    programme = models.CharField(max_length=64)
    part = models.CharField(max_length=16, choices=Part)
    label = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    hash = models.CharField(max_length=64, unique=True)
    body = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["programme", "part", "starts_at"], name="editions_in_force")]


class ReadingSwitch(ReferenceModel):
    """One contradiction read otherwise from a day on: why, by whom, and whether it was taken back before that day."""

    programme = models.CharField(max_length=64)
    reading = models.CharField(max_length=32)
    choice = models.CharField(max_length=64)
    earlier = models.CharField(max_length=64)
    """The choice that held before."""
    starts_at = models.DateTimeField()
    reason = models.TextField()
    switched_at = models.DateTimeField()
    switched_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["programme", "-starts_at"], name="editions_switched")]
