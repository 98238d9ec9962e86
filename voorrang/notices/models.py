"""Comparisons of two editions over all customers, whom each touches and how, and the notices that follow."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import LocalModel, Wall


class Comparison(LocalModel):
    """Two editions of a programme, asked about for every customer. `before` and `after` are hashes by part.

    `choices` are readings that are read otherwise on top of `after`; empty for two stored editions.
    """

    programme = models.CharField(max_length=64)
    before = models.JSONField()
    after = models.JSONField()
    choices = models.JSONField(default=dict)
    starts_at = models.DateTimeField(null=True)
    """From when the newer edition holds; None for a reading that is only tried."""
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    customers = models.PositiveIntegerField()
    """How many there were to look at."""


class Touch(LocalModel):
    """One customer that a comparison has looked at. Without `kinds` it is not touched.

    `facts` says how, by kind: see `voorrang.notices.touching`.
    """

    wall: ClassVar[Wall] = Wall.PROJECTION

    class Kind(models.TextChoices):
        """How a change touches a customer."""

        TERMS = "terms", _("bought under the older terms")
        COUNTRIES = "countries", _("has sites or devices in a country that goes")
        LANGUAGES = "languages", _("uses a language that goes")
        HOURS = "hours", _("uses a language whose hours change")
        MARKETS = "markets", _("has devices in a market that changes")
        FEATURES = "features", _("gets or loses a feature")
        ELIGIBILITY = "eligibility", _("reaches its minimum otherwise")
        DECISIONS = "decisions", _("would be answered otherwise")

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="touches", db_index=False)
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    kinds = ArrayField(models.CharField(max_length=16, choices=Kind), default=list)
    facts = models.JSONField(default=dict)
    looked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comparison", "customer"], name="notices_touched_once"),
        ]


class Notice(LocalModel):
    """What a customer is told of a change: drafted, read and mended, approved by a named person, sent to its leads once.

    The vendor's people read all of them, a customer its own.
    """

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    change = models.CharField(max_length=64)
    """Names the two editions: a customer gets one notice for one change."""
    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=16)
    text = models.TextField(_("text"))
    due_at = models.DateTimeField()
    """When it must have gone out by the programme's notice period."""
    effective_at = models.DateTimeField()
    drafted_at = models.DateTimeField()
    drafted_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "change"], name="notices_notice_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["approved_at", "dropped_at", "due_at", "id"], name="notices_notice_due"),
        ]
