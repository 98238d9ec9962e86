"""An import: one file, all or nothing, and one reversible step."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Import(TenantModel):
    """One file taken in. Counts say what it did; the versions that it brought carry its id."""

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.UUIDField(null=True)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    covers = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)


class FleetUpload(TenantModel):
    """A fleet file that was sent and waits for its confirmation, after the dry run. Taken in or dropped, it is deleted."""

    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    create_places = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField(null=True)


class ImportRow(TenantModel):
    """One row on its way in, so that validation and the upsert run in SQL behind the wall (`tenancy.md`, 9)."""

    batch = TenantForeignKey("installed_base.Import")
    line = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "batch", "line"], name="installed_row_line")]
