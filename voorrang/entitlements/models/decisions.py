"""Decisions as recorded, and the named human choices that rules take as facts (D.5, overrides)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Decision(TenantModel):
    """One answer to "may this be claimed?", with everything needed to give it again.

    `facts` is canonical JSON to the byte (ids and values, nothing personal); `hash` is the SHA-256 over facts, the three
    edition hashes, outcome and reasons, so that a change of any of them shows.
    """

    append_only: ClassVar[bool] = True

    decided_at = models.DateTimeField()
    door = models.CharField(max_length=16)
    outcome = models.CharField(_("outcome"), max_length=16)
    facts = models.TextField()
    facts_hash = models.CharField(max_length=64)
    terms_hash = models.CharField(max_length=64)
    coverage_hash = models.CharField(max_length=64)
    readings_hash = models.CharField(max_length=64)
    answer = models.TextField()
    """Canonical JSON of the whole decision: outcome, reasons, devices, language service."""
    hash = models.CharField(max_length=64)
    asked_by = models.UUIDField(null=True)
    contact_id = models.UUIDField(null=True)
    supersedes = TenantForeignKey("entitlements.Decision", null=True)
    """The decision on the same claim that this one takes the place of, after a named person's choice (D.5)."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "supersedes"],
                condition=models.Q(supersedes__isnull=False),
                name="entitlements_superseded_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["customer", "-decided_at"], name="entitlements_decided")]


class Discretion(TenantModel):
    """A named person's choice when a duty is not met: charge at the applicable rates, or decline (D.5)."""

    decision = TenantForeignKey("entitlements.Decision")
    choice = models.CharField(max_length=16, choices=[("charge", _("Charge")), ("decline", _("Decline"))])
    reason = models.TextField(_("reason"))
    role = models.CharField(max_length=32)
    chosen_by = models.UUIDField()
    chosen_at = models.DateTimeField()


class Override(TenantModel):
    """Goodwill or a safety recall for one device, or for the customer when no device is named. Ends by itself."""

    kind = models.CharField(max_length=24)
    device = TenantForeignKey("installed_base.Device", null=True)
    reason = models.TextField(_("reason"))
    role = models.CharField(max_length=32)
    granted_by = models.UUIDField()
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class UnlistedCaller(TenantModel):
    """By which number or mail address somebody on no list asked: a keyed digest, so that a later listing finds the decision.

    It may be erased at any time; the decision stays whole.
    """

    decision = TenantForeignKey("entitlements.Decision")
    address_digest = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "address_digest"], name="entitlements_unlisted")]
