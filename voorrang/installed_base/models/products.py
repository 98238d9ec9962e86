"""Products: reference data that devices share."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import ReferenceModel


class Kind(models.TextChoices):
    """Kinds of device (decision 17). Desktop includes all-in-one and mini, laptop convertible and detachable."""

    DESKTOP = "desktop", _("Desktop")
    LAPTOP = "laptop", _("Laptop")
    WORKSTATION = "workstation", _("Workstation")
    RETAIL_POS = "retail_pos", _("Retail point of sale")
    THIN_CLIENT = "thin_client", _("Thin client")
    PRINTER = "printer", _("Printer")
    MONITOR = "monitor", _("Monitor")
    OTHER = "other", _("Other")


class Product(ReferenceModel):
    """A model as sold: maker and base product number, without the localisation suffix."""

    maker = models.CharField(max_length=64)
    base_number = models.CharField(max_length=64)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=Kind)
    commercial = models.BooleanField()
    platform_ids = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["maker", "base_number"], name="installed_product_number")]

    def __str__(self) -> str:
        return self.name
