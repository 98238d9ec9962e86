"""Models of which nobody knows the kind yet: the operators' list, until a `Product` settles each."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel, Wall


class UnsettledModel(LocalModel):
    """A model of which a customer has units of unknown kind, with their count."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer_id = models.UUIDField()
    maker = models.CharField(max_length=64)
    base_number = models.CharField(max_length=64, blank=True)
    model = models.CharField(max_length=160, blank=True)
    devices = models.PositiveIntegerField()
    first_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer_id", "maker", "base_number", "model"], name="installed_unsettled_model"
            ),
        ]
