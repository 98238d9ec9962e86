"""Two trails: one per customer behind its wall, one of the vendor's own for what has no customer."""

from typing import ClassVar

from django.db import models

from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import LocalModel, TableClass, TenantManager, Wall


class Entry(models.Model):
    """One thing that happened to one customer's records: the envelope of every event (`interfaces.md`, Events).

    Ids and names of fields only, never values: erasing a person leaves the trail whole. `type` is past tense
    (`case.opened`); `actor_kind` is `user`, `token`, `caller` or `system`.
    """

    table_class: ClassVar[TableClass] = TableClass.TENANT
    wall: ClassVar[Wall] = Wall.CUSTOMER
    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer_id = models.UUIDField()
    at = models.DateTimeField()
    type = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    fields = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    v = models.PositiveSmallIntegerField(default=1)

    objects = TenantManager()

    class Meta:
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "subject_id", "id"], name="audit_entry_subject"),
            models.Index(fields=["customer_id", "at"], name="audit_entry_at"),
        ]


class SystemEntry(LocalModel):
    """Something that concerns no customer, or none that is known: failed log-ins, unknown PINs, editions stored."""

    wall: ClassVar[Wall] = Wall.VENDOR
    append_only: ClassVar[bool] = True

    at = models.DateTimeField()
    type = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=32, blank=True)
    subject_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="audit_system_at")]
