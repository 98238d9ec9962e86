"""Audits of the reported size of the base (E.7): drawn, looked at, decided. Each step is a row, and nothing is rewritten."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class FleetAudit(TenantModel):
    """One audit: the population as known at `population_at`, and the sample that `seed` draws from it."""

    number = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    population_at = models.DateTimeField()
    population = models.PositiveIntegerField()
    population_digest = models.CharField(max_length=64)
    """SHA-256 over the sorted ids: whoever draws again knows that it is the same population."""
    seed = models.CharField(max_length=64)
    confidence = models.DecimalField(max_digits=5, decimal_places=4)
    margin = models.DecimalField(max_digits=5, decimal_places=4)
    strata = models.JSONField()
    """Key, size and sample of each stratum, in order."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "number"], name="installed_audit_number"),
        ]


class AuditItem(TenantModel):
    """One device of a sample."""

    audit = TenantForeignKey("installed_base.FleetAudit", related_name="items")
    device = TenantForeignKey("installed_base.Device")
    stratum = models.CharField(max_length=120)
    place = models.PositiveIntegerField()
    """Its place in the draw, from 1."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "audit", "device"], name="installed_audit_item"),
        ]
        indexes: ClassVar = [models.Index(fields=["customer", "audit", "place"], name="installed_audit_item_place")]


class AuditEvidence(TenantModel):
    """What shows that a sampled device is there, or is not. Append only; the newest of a kind counts."""

    class Kind(models.TextChoices):
        """What it is."""

        AGENT = "agent", _("Seen by the inventory agent")
        SITE = "site", _("Confirmed by the site")
        CASE = "case", _("Named in a case")
        PHOTO = "photo", _("Photo, for a dispute")
        DESK = "desk", _("Decided by the auditor")

    item = TenantForeignKey("installed_base.AuditItem", related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind)
    is_there = models.BooleanField()
    found_at = models.DateTimeField()
    """When the device was seen, or found to be missing."""
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    note = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "item"], name="installed_audit_evidence")]


class AuditClosure(TenantModel):
    """The end of an audit: the size with its interval, the verdict for each scope, and who decided."""

    audit = TenantForeignKey("installed_base.FleetAudit", related_name="closures")
    closed_at = models.DateTimeField()
    closed_by = models.UUIDField(null=True)
    confirmed = models.PositiveIntegerField()
    refuted = models.PositiveIntegerField()
    missing = models.PositiveIntegerField()
    low = models.PositiveIntegerField()
    estimate = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    verdicts = models.JSONField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the signed report's content."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "audit"], name="installed_audit_closed_once"),
        ]


class SiteLink(TenantModel):
    """A link by which somebody at a site confirms sampled devices; only its token's hash is kept."""

    audit = TenantForeignKey("installed_base.FleetAudit")
    site = TenantForeignKey("accounts.Site", null=True)
    token_hash = models.CharField(max_length=64)
    sent_to = models.EmailField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "token_hash"], name="installed_site_link"),
        ]
