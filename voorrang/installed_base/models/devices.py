"""Devices: an identity that never changes, and versions that say what was true when, and when we knew."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from voorrang.installed_base.kinds import Kind
from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Device(TenantModel):
    """One unit of one customer: maker, serial and base product number."""

    maker = models.CharField(_("maker"), max_length=64)
    serial = models.CharField(_("serial number"), max_length=64)
    product_number = models.CharField(_("product number"), max_length=64)
    base_number = models.GeneratedField(
        expression=Func(F("product_number"), Value("#"), Value(1), function="SPLIT_PART"),
        output_field=models.CharField(_("base product number"), max_length=64),
        db_persist=True,
    )
    """The product number without its localisation suffix: two lists may name the same unit with and without."""
    completed_by = TenantForeignKey("installed_base.Import", null=True)
    """The import that first told the product number of a unit that was known without."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "serial", "maker", "base_number"], name="installed_device_identity"
            ),
        ]

    def __str__(self) -> str:
        return self.serial


class KindFrom(models.TextChoices):
    """Who says of what kind a device is."""

    TOLD = "told", _("The list says so")
    RULE = "rule", _("Derived from the model")
    RULING = "ruling", _("Settled by an operator")


class EndedAs(models.TextChoices):
    """Why a device is no longer there."""

    GONE = "gone", _("Missing from a full list")
    RETIRED = "retired", _("Taken out of use")
    MOVED = "moved", _("Handed over")


class DeviceVersion(TenantModel):
    """What a device was over a valid period, as known over a recorded period; both half-open, open end is None."""

    device = TenantForeignKey("installed_base.Device", related_name="versions")
    model = models.CharField(_("model"), max_length=160)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    commercial = models.BooleanField(_("commercial"))
    country = models.CharField(_("country"), max_length=2)
    affiliate = TenantForeignKey("accounts.Affiliate", null=True)
    site = TenantForeignKey("accounts.Site", null=True)
    host = TenantForeignKey("installed_base.Device", null=True)
    """The desktop or workstation that a monitor comes along with (E.8)."""
    sold_by_vendor = models.BooleanField(default=True)
    purchased_date = models.DateField(null=True)
    kind_from = models.CharField(max_length=8, choices=KindFrom, db_default=KindFrom.TOLD, default=KindFrom.TOLD)
    bios_version = models.CharField(_("BIOS version"), max_length=64, db_default="", default="")
    ended_as = models.CharField(max_length=12, choices=EndedAs, blank=True, db_default="", default="")
    """Why the period ended, where nothing follows it."""
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    superseded_by = TenantForeignKey("installed_base.Import", null=True)
    """The import that brought something better; None when the import that brought this row was undone."""
    batch = TenantForeignKey("installed_base.Import", null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "device"],
                condition=models.Q(valid_until__isnull=True, superseded_at__isnull=True),
                name="installed_version_current",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "device", "valid_from"], name="installed_version_device"),
            models.Index(
                fields=["customer", "country", "kind"],
                condition=models.Q(valid_until__isnull=True, superseded_at__isnull=True),
                name="installed_version_place",
            ),
        ]


class UnknownSerial(TenantModel):
    """A serial that was named in a request and is in no fleet: a task to reconcile."""

    serial = models.CharField(_("serial number"), max_length=64)
    country = models.CharField(max_length=2, blank=True)
    asked_at = models.DateTimeField()
    device = TenantForeignKey("installed_base.Device", null=True)
    reconciled_at = models.DateTimeField(null=True)
    reconciled_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "serial"],
                condition=models.Q(reconciled_at__isnull=True),
                name="installed_unknown_open",
            ),
        ]


class Sighting(TenantModel):
    """When an inventory agent or a person last saw a device; one row a device, never moved back."""

    device = TenantForeignKey("installed_base.Device", related_name="sightings")
    seen_at = models.DateTimeField()
    source = models.CharField(max_length=24)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "device"], name="installed_sighting_device"),
        ]
