"""Products: reference data that devices share. What a model is, settled once by an operator for all customers."""

from typing import ClassVar

from django.db import models

from voorrang.installed_base.kinds import Kind
from voorrang.lib.tenancy import ReferenceModel


class Product(ReferenceModel):
    """A model as sold: maker and base product number, or the model's name where lists give no number."""

    maker = models.CharField(max_length=64)
    base_number = models.CharField(max_length=64, blank=True)
    """Without the localisation suffix."""
    name = models.CharField(max_length=160)
    """In capitals, one space between words; empty where the number says it."""
    kind = models.CharField(max_length=16, choices=Kind)
    commercial = models.BooleanField()
    platform_ids = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True, db_default="", default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["maker", "base_number", "name"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="installed_product_number",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.base_number
