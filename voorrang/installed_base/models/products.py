"""Products: reference data that devices share."""

from typing import ClassVar

from django.db import models

from voorrang.installed_base.kinds import Kind
from voorrang.lib.tenancy import ReferenceModel


class Product(ReferenceModel):
    """A model as sold: maker and base product number, without the localisation suffix."""

    maker = models.CharField(max_length=64)
    base_number = models.CharField(max_length=64)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=Kind)
    commercial = models.BooleanField()
    platform_ids = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["maker", "base_number"], name="installed_product_number")
        ]

    def __str__(self) -> str:
        return self.name
