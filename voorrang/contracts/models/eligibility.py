"""Does the fleet reach the tier's minimum? On an estimate first, then on the import, later on an audit."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Estimate(TenantModel):
    """The customer's estimate of its covered units by kind (D.1). A new statement is a new row."""

    kind = models.CharField(_("kind"), max_length=16)
    commercial = models.BooleanField(_("commercial"))
    count = models.PositiveIntegerField(_("count"))
    stated_at = models.DateTimeField()
    stated_by = models.UUIDField(null=True)


class Assessment(TenantModel):
    """One verdict on one scope of a contract; the newest stands. A shortfall is flagged, it stops nothing."""

    contract_scope = TenantForeignKey("contracts.ContractScope")
    basis = models.CharField(max_length=16)
    qualifies = models.BooleanField()
    assessed_at = models.DateTimeField()
    counts = models.JSONField()
    """List of {kind, commercial, under_cover, count}, as counted."""
    ways = models.JSONField()
    """List of {kinds, at_least, count, shortfall, clauses, readings}: each way to qualify, nearest first."""
    reasons = models.JSONField()

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["customer", "contract_scope", "-assessed_at"], name="contracts_assessed"),
        ]
