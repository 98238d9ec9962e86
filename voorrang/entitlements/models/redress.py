"""Redress: a decision that would come out differently with what is known now, and what a person did about it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voorrang.lib.tenancy import LocalModel, TenantForeignKey, TenantModel, Wall


class Redress(TenantModel):
    """One decision that today's knowledge of its moment answers differently. Proposed by the system, answered by a person.

    `facts`, `answer` and the hashes say what would be decided now, as a decision stores them. `changes` is a list of
    {what, device, was, now, brought_by}; `brought_by` is {kind, id} or null.
    """

    class Verdict(models.TextChoices):
        """For whom it would be better."""

        WRONGED = "wronged", _("Wronged")
        GENEROUS = "generous", _("Too generous")

    decision = TenantForeignKey("entitlements.Decision")
    verdict = models.CharField(max_length=16, choices=Verdict)
    found_at = models.DateTimeField()
    outcome_was = models.CharField(max_length=16)
    outcome_now = models.CharField(max_length=16)
    changes = models.JSONField()
    facts = models.TextField()
    answer = models.TextField()
    terms_hash = models.CharField(max_length=64)
    coverage_hash = models.CharField(max_length=64)
    readings_hash = models.CharField(max_length=64)
    credit_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    credit_source = models.CharField(max_length=64, blank=True)
    """The setting of the programme that gives the amount."""
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=16, blank=True)
    """`reverted`: what is known later takes the finding away. `outdone`: a newer finding takes its place."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "decision"],
                condition=models.Q(closed_at__isnull=True),
                name="entitlements_redress_open",
            ),
        ]


class RedressAnswer(TenantModel):
    """What a named person decided about a proposal, with the words and the amount that went to the customer."""

    class Answer(models.TextChoices):
        """Made good or not."""

        APPROVED = "approved", pgettext_lazy("redress", "Approved")
        DECLINED = "declined", pgettext_lazy("redress", "Declined")

    redress = TenantForeignKey("entitlements.Redress")
    answer = models.CharField(max_length=16, choices=Answer)
    reason = models.TextField(_("reason"))
    role = models.CharField(max_length=32)
    apology = models.TextField(blank=True)
    language = models.CharField(max_length=16, blank=True)
    credit_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    answered_by = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "redress"], name="entitlements_redress_once"),
        ]


class RedressRow(LocalModel):
    """What the desk's list over all customers shows and sorts by; `id` is the redress's. Written in the same transaction."""

    class State(models.TextChoices):
        """Where a proposal stands."""

        WAITING = "waiting", pgettext_lazy("redress", "Waits for a person")
        APPROVED = "approved", pgettext_lazy("redress", "Approved")
        DECLINED = "declined", pgettext_lazy("redress", "Declined")
        CLOSED = "closed", pgettext_lazy("redress", "Fell away")

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    decision_id = models.UUIDField()
    verdict = models.CharField(max_length=16, choices=Redress.Verdict)
    state = models.CharField(max_length=16, choices=State)
    outcome_was = models.CharField(max_length=16)
    outcome_now = models.CharField(max_length=16)
    serials = ArrayField(models.CharField(max_length=100), default=list)
    decided_at = models.DateTimeField()
    found_at = models.DateTimeField()
    credit_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-found_at", "-id"], name="entitlements_redress_state"),
            models.Index(fields=["customer", "-found_at", "-id"], name="entitlements_redress_whose"),
        ]
