"""Cover: what a unit's warranty, Care Pack or hardware service contract gives, over a half-open period (E.9)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Cover(TenantModel):
    """One period of cover of one device. A device may have several, with gaps and overlaps. Instants are UTC midnights."""

    class Kind(models.TextChoices):
        """Where the cover comes from."""

        WARRANTY = "warranty", _("Warranty")
        CARE_PACK = "care_pack", _("Care Pack")
        SERVICE_CONTRACT = "service_contract", _("Service contract")

    class Source(models.TextChoices):
        """Who says so."""

        LIST = "list", _("A list")
        VENDOR = "vendor", _("The vendor's look-up")
        HAND = "hand", _("A named person")

    device = TenantForeignKey("installed_base.Device", related_name="covers")
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    level = models.CharField(_("level"), max_length=120, blank=True)
    response = models.CharField(_("response"), max_length=80, blank=True, db_default="", default="")
    """What the level says of time and place, such as `next business day, on site`; country rules may differ (R.6)."""
    source = models.CharField(max_length=12, choices=Source, db_default=Source.LIST, default=Source.LIST)
    reference = models.CharField(max_length=120, blank=True, db_default="", default="")
    """What shows it: the number of a Care Pack or contract, or the vendor's answer."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = TenantForeignKey("installed_base.Import", null=True)
    """The import that brought something better; None when the import that brought this row was undone."""
    batch = TenantForeignKey("installed_base.Import", null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="installed_cover_period"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "device", "ends_at"], name="installed_cover_device"),
            models.Index(fields=["customer", "ends_at"], name="installed_cover_end"),
        ]
