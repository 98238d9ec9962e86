"""What happens to a contract after it was bought: more units, a higher tier, an end before the term, a renewal or none."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import LocalModel, TenantForeignKey, TenantModel, Wall


class TrueUp(TenantModel):
    """Units added to a scope because the fleet grew (D.1, E.1), from a day up to the scope's end."""

    contract = TenantForeignKey("contracts.Contract")
    quote = TenantForeignKey("contracts.Quote", null=True)
    article = models.CharField(max_length=32)
    quantity = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)


class Cancellation(TenantModel):
    """An end of a contract before its term: from which day, why, by whom. Until that day it can be taken back."""

    contract = TenantForeignKey("contracts.Contract")
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=32)
    note = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField()
    cancelled_by = models.UUIDField(null=True)
    ends_before = models.JSONField()
    """Scope id to [its end, the end that was agreed or None] before, so that taking it back restores them."""
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "contract"], condition=models.Q(undone_at=None), name="contracts_cancelled_once"
            ),
        ]


class Renewal(TenantModel):
    """The work on a contract's end: whose it is, what comes next, or why it was lost. Made when first touched."""

    contract = TenantForeignKey("contracts.Contract")
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    next_step = models.CharField(_("next step"), max_length=120, blank=True)
    next_on = models.DateField(null=True)
    note = models.TextField(_("note"), blank=True)
    told_stage = models.PositiveSmallIntegerField(null=True)
    """The days of the stage that its owner was reminded of last."""
    lost_reason = models.CharField(max_length=32, blank=True)
    lost_at = models.DateTimeField(null=True)
    lost_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "contract"], name="contracts_renewal_one")]


class RenewalRow(LocalModel):
    """One contract that ends, over all customers: what the renewals page lists and the daily sweep reads. `id` is its own."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    class State(models.TextChoices):
        """How its renewal stands."""

        OPEN = "open", _("open")
        LOST = "lost", _("lost")
        RENEWED = "renewed", _("renewed")

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    contract_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=32)
    tier = models.CharField(max_length=32)
    scopes = models.JSONField(default=list)
    quantity = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State)
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    next_on = models.DateField(null=True)
    lost_reason = models.CharField(max_length=32, blank=True)
    remind_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "ends_at", "id"], name="contracts_renewal_ends"),
            models.Index(fields=["remind_at"], name="contracts_renewal_remind"),
        ]
