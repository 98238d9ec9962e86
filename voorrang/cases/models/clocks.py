"""When something is due: the stored deadline of a clock, and the row that a sweeper claims."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import LocalModel, TenantForeignKey, TenantModel, Wall


class Milestone(TenantModel):
    """One clock of one case: what it was promised by, and its deadline as it stands.

    `basis` is `promise` (the customer sees it) or `target` (the vendor's own, internal). `due_at` is None while paused.
    """

    case = TenantForeignKey("cases.Case", related_name="milestones")
    kind = models.CharField(max_length=16)
    basis = models.CharField(max_length=16)
    promise = TenantForeignKey("contracts.Promise", null=True)
    seconds = models.PositiveIntegerField()
    calendar_key = models.CharField(max_length=48, blank=True)
    calendar_version = models.PositiveIntegerField(default=0)
    zones_version = models.CharField(max_length=16, blank=True)
    """Version of the time zone database that the deadline was computed with."""
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)
    """The original due time, set once by the sweep that claimed the breach."""
    from_sequence = models.PositiveIntegerField(default=1)
    """The event that started this round: an update is due again after each answer."""

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "case"], name="cases_milestone_case")]


class DueMilestone(LocalModel):
    """A running milestone with its deadline, over all customers: what the sweep reads."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer_id = models.UUIDField()
    milestone_id = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    due_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="cases_due_at")]
