"""Promises and targets are different things: a promise is signed, a target is the vendor's own (decision 10)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import ReferenceModel, TenantForeignKey, TenantModel


class SupportCalendar(ReferenceModel):
    """Weekly opening hours in one zone, as data. A clock stores key and version, so that it can be explained later."""

    key = models.CharField(max_length=48)
    version = models.PositiveIntegerField()
    zone = models.CharField(max_length=64)
    weekly = models.JSONField()
    """Weekday ("0" = Monday) to a list of [opens, closes] in local time."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "version"], name="contracts_calendar_version")]


class Agreement(TenantModel):
    """One version of an agreement, for a half-open period. It holds once both sides have signed; until then it is a draft."""

    number = models.CharField(_("number"), max_length=32)
    version = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    """When the second side signed. None: a draft, or an offer that waits for the customer."""
    revision = models.PositiveIntegerField(default=1)
    """Grows with each change of a draft: whoever signs names the one that was read."""
    discretion_roles = models.JSONField(default=list)
    """Roles of the vendor that may choose to charge or decline for this customer. Empty: all that the programme names."""
    made_at = models.DateTimeField(null=True)
    made_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "number", "version"], name="contracts_agreement_version"),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.version}"


class Promise(TenantModel):
    """A time that the vendor has signed for. `kind` is response, update or resolution; an empty impact or country means all."""

    agreement = TenantForeignKey("contracts.Agreement")
    kind = models.CharField(max_length=16)
    impact = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2, blank=True)
    seconds = models.PositiveIntegerField()
    calendar_key = models.CharField(max_length=48, blank=True)
    """Empty: round the clock."""


class InternalTarget(ReferenceModel):
    """What the vendor asks of itself. Never shown to a customer as a promise; an empty tier or impact means all.

    No wall: a case that the customer opens gets its internal milestones in the same transaction.
    """

    programme = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    tier = models.CharField(max_length=32, blank=True)
    impact = models.CharField(max_length=16, blank=True)
    seconds = models.PositiveIntegerField()
    calendar_key = models.CharField(max_length=48, blank=True)
