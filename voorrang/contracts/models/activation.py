"""Activation within the programme's days of purchase (G.7), step by step."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel, TenantForeignKey, TenantModel, Wall


class Activation(TenantModel):
    """The moment a contract came into force, and who said so. Its absence means: not yet."""

    contract = TenantForeignKey("contracts.Contract")
    activated_at = models.DateTimeField()
    activated_by = models.UUIDField()

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "contract"], name="contracts_activated_once")
        ]


class ActivationStep(TenantModel):
    """One item of the checklist, laid from the programme at purchase."""

    contract = TenantForeignKey("contracts.Contract")
    key = models.CharField(max_length=48)
    owner_role = models.CharField(max_length=32)
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    """The next reminder; None when none is left."""
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "contract", "key"], name="contracts_step_key"),
        ]


class DueReminder(LocalModel):
    """The next reminder of an open step, over all customers: what the hourly sweep reads."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer_id = models.UUIDField()
    step_id = models.UUIDField(unique=True)
    remind_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["remind_at"], name="contracts_remind_at")]
