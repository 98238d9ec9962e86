"""The case and the devices that it is about."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class CaseCounter(TenantModel):
    """The last number given to a case of the customer. Locked last in the transaction; a bulk takes n at once."""

    last = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer"], name="cases_counter_one")]


class Impact(models.TextChoices):
    """How many people the symptom stops."""

    ONE_PERSON = "one_person", _("One person")
    SITE = "site", _("A site")
    COMPANY = "company", _("The whole company")


class Case(TenantModel):
    """A support incident. Status is derived from events; only the erasable title may change."""

    number = models.CharField(_("number"), max_length=32)
    opened_at = models.DateTimeField()
    decision = TenantForeignKey("entitlements.Decision")
    contact = TenantForeignKey("accounts.Contact", null=True)
    site = TenantForeignKey("accounts.Site", null=True)
    affiliate = TenantForeignKey("accounts.Affiliate", null=True)
    door = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=16)
    impact = models.CharField(_("impact"), max_length=16, choices=Impact)
    tier = models.CharField(max_length=32, blank=True)
    scope = models.CharField(max_length=32, blank=True)
    title = models.CharField(_("symptom"), max_length=200)
    diagnosis = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    """Grows with every event: the ETag that catches two people editing at once."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "number"], name="cases_case_number")]
        indexes: ClassVar = [models.Index(fields=["customer", "-opened_at", "id"], name="cases_case_opened")]

    def __str__(self) -> str:
        return self.number


class CaseDevice(TenantModel):
    """One device of a case; a serial that nobody knows yet has no device (decision 6)."""

    case = TenantForeignKey("cases.Case", related_name="case_devices")
    device = TenantForeignKey("installed_base.Device", null=True)
    serial = models.CharField(_("serial number"), max_length=64)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "case", "serial"], name="cases_device_once")
        ]
        indexes: ClassVar = [models.Index(fields=["customer", "device"], name="cases_device_of")]
