"""Units that went from one customer to another: kept by the vendor alone, so that neither side learns of the other."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel, Wall


class Handover(LocalModel):
    """One unit's way: its device with the former customer and, where there is one, with the next."""

    wall: ClassVar[Wall] = Wall.VENDOR

    from_customer_id = models.UUIDField()
    from_device_id = models.UUIDField()
    to_customer_id = models.UUIDField(null=True)
    to_device_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=24)
    handed_over_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
