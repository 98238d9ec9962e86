"""What was brought in from elsewhere, under which number; and a file between its dry run and the confirmation."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel, TenantModel


class Brought(TenantModel):
    """One row that was brought in: the number that it has elsewhere, and what it became here.

    `fingerprint` tells a row that is sent again from one that has changed.
    """

    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=120)
    """A person is named by a digest of its mail address, where it has no number."""
    object_id = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    brought_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "kind", "number"], name="cutover_brought_once"),
        ]


class CutoverFile(LocalModel):
    """A ZIP that waits for its confirmation, at most two days. `content` is sealed: it holds many customers' people."""

    file_name = models.CharField(max_length=255)
    content = models.TextField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField(null=True)
