"""Legal holds, requests to erase a person, and the evidence that it was done.

All are local with the projection's wall: the vendor's people read them across customers, a customer's lead its own.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import LocalModel, Wall


class Hold(LocalModel):
    """Nothing of the subject is erased from `placed_at` until the hold is lifted, by a person or by retention."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    class Subject(models.TextChoices):
        """What is held."""

        CUSTOMER = "customer", _("The whole customer")
        PERSON = "person", _("One person")
        CASE = "case", _("One case")

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+")
    subject_kind = models.CharField(_("what is held"), max_length=16, choices=Subject)
    subject_id = models.UUIDField()
    reason = models.TextField(_("reason"))
    placed_by = models.UUIDField(null=True)
    placed_at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "subject_kind", "subject_id"],
                condition=models.Q(lifted_at__isnull=True),
                name="privacy_hold_once",
            ),
        ]


class ErasureRequest(LocalModel):
    """Somebody asks to erase a person. Its words are erased along with the person's."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+")
    contact_id = models.UUIDField()
    reason = models.TextField(_("reason"))
    also = models.TextField(_("other spellings"), blank=True)
    """Further names to look for in texts, one a line: a maiden name, a nickname."""
    requested_by = models.UUIDField(null=True)
    requested_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["customer", "contact_id"], name="privacy_request_contact")]


class Erasure(LocalModel):
    """The evidence: who confirmed, when it was done, how many values went from where. Nothing personal stands here."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+")
    request = models.OneToOneField("privacy.ErasureRequest", models.PROTECT, related_name="erasure")
    contact_id = models.UUIDField()
    pseudonym = models.CharField(max_length=16, unique=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    touched = models.JSONField(default=dict)
    """Rows by table, as `{"cases.EventBody": 12}`."""
    proof = models.CharField(max_length=64, blank=True)
    """SHA-256 over all of the above, so that a later change of the evidence shows."""
