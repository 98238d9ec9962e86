"""Files that people add to a case. Their content lies on the disk (`lib/files`), their names in erasable rows."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class CaseFile(TenantModel):
    """One file of a case; `case.file_added` tells of it. The row goes when the file is removed, the events stay."""

    case = TenantForeignKey("cases.Case", related_name="files")
    name = models.CharField(max_length=120)
    """As its sender called it, without folders."""
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    sha256 = models.CharField(max_length=64)
    internal = models.BooleanField(default=False)
    """Only the vendor's people see it."""
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    added_side = models.CharField(max_length=16)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "case", "added_at"], name="cases_file_of")]
