"""What is looked up before the customer is known, and what guards the doors."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import LocalModel, ReferenceModel, TenantForeignKey, TenantModel, Wall


class DirectoryEntry(ReferenceModel):
    """From a key to a customer: `membership:<user>`, `token:<hash>`, `pin:<selector>`, `invitation:<hash>`, `grant:<hash>`.

    Also `domain:<mail domain>`, once it is verified, and `provider:<id>`, where an identity provider answers. The wall shows the rows of exactly one key (`voorrang.lib.tenancy.look_up`), never a list (`tenancy.md`, 5).
    """

    wall: ClassVar[Wall] = Wall.DIRECTORY

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+")
    key = models.CharField(max_length=160)
    target = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            # A user may belong to several customers; every other key leads to exactly one.
            models.UniqueConstraint(fields=["key", "customer"], name="accounts_directory_pair"),
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key__startswith="membership:"),
                name="accounts_directory_key",
            ),
        ]


class ApiToken(TenantModel):
    """A customer's own token. Only its hash is stored; `prefix` lets people recognise it."""

    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=32), default=list)
    contact = TenantForeignKey("accounts.Contact", null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    """Exact to the hour: written once an hour at most."""
    warned_days = models.PositiveSmallIntegerField(null=True)
    """Of how many days before its end the last warning told."""
    revoked_at = models.DateTimeField(null=True)


class VendorToken(ReferenceModel):
    """A token of the vendor's own systems (telephony, bots, integrations). It names the customer in each request, or by PIN."""

    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=[("telephony", _("Telephony")), ("integration", _("Integration"))])
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Invitation(TenantModel):
    """An invitation by mail to sign in for the first time."""

    contact = TenantForeignKey("accounts.Contact")
    role = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)


class RateCounter(models.Model):
    """Attempts within a window, counted before anything is checked. Unlogged: a crash may forget them."""

    table_class = LocalModel.table_class
    wall: ClassVar[Wall] = Wall.NONE

    key = models.CharField(max_length=160, primary_key=True)
    window_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField()


class StoredAnswer(LocalModel):
    """The answer to a request with an `Idempotency-Key`, to be given again to the same request (`tenancy.md`, 11)."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer_id = models.UUIDField(null=True)
    actor_id = models.UUIDField()
    key = models.CharField(max_length=128)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["actor_id", "key"], name="accounts_answer_once")]
