"""Saved views of the fleet: a name for a set of filters."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import TenantModel


class SavedView(TenantModel):
    """Filters under a name, its maker's own or shared with the customer's people. The link is the id and stays."""

    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    """As in the address of the page, without page and order."""
    owner_id = models.UUIDField()
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "owner_id", "name"], name="installed_view_name"),
        ]


class BaseWarning(TenantModel):
    """A warning that cover running out will take the base under its minimum (E.3-E.6), said once for each date and scope."""

    scope = models.CharField(max_length=24)
    tier = models.CharField(max_length=24)
    falls_on = models.DateField()
    at_least = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    warned_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    """When the date had moved or the danger was over."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "scope", "tier"],
                condition=models.Q(settled_at__isnull=True),
                name="installed_warning_open",
            ),
        ]
