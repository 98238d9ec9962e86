"""The unique PIN of direct access (T1.3): it belongs to a helpdesk, never to a person (decision 5)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Helpdesk(TenantModel):
    """A helpdesk of the customer. A big one has several, by country."""

    name = models.CharField(_("name"), max_length=120)
    countries = ArrayField(models.CharField(max_length=2), default=list)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "name"], name="accounts_helpdesk_name")]

    def __str__(self) -> str:
        return self.name


class Pin(TenantModel):
    """One issued PIN: its public selector and the argon2id hash of secret and pepper. Valid for a half-open period."""

    helpdesk = TenantForeignKey("accounts.Helpdesk")
    selector = models.CharField(max_length=5)
    secret_hash = models.CharField(max_length=256)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    """Exact to the hour: written once an hour at most."""
    reminded_at = models.DateTimeField(null=True)
    """When the leads were told that it is due for a new one."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "selector"], name="accounts_pin_selector")]


class PinGrant(TenantModel):
    """The right to see a new PIN once: the PIN is made when the one-time link is opened, so none lies about before."""

    helpdesk = TenantForeignKey("accounts.Helpdesk")
    contact = TenantForeignKey("accounts.Contact")
    token_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    overlap_ends_at = models.DateTimeField(null=True)
    """Until when an older PIN stays valid once this grant is used (rotation)."""


class PinPlan(TenantModel):
    """How often the customer wants new PINs; while none is open the programme's own setting holds."""

    every_months = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(ends_at__isnull=True), name="accounts_pin_plan_open"
            ),
        ]
