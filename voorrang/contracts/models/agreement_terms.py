"""What an agreement says besides its promises, and who signed or ended it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class AgreementSignature(TenantModel):
    """One side's signature under the revision that it read. The key is the lock: of two at once one signs."""

    class Side(models.TextChoices):
        """Whose signature."""

        VENDOR = "vendor", _("vendor")
        CUSTOMER = "customer", _("customer")

    agreement = TenantForeignKey("contracts.Agreement")
    side = models.CharField(max_length=16, choices=Side)
    revision = models.PositiveIntegerField()
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "agreement", "side"], name="contracts_agreement_signed_once"),
        ]


class AgreementEnding(TenantModel):
    """A signed agreement was ended before its time: by whom, when, why, and the new end (exclusive)."""

    agreement = TenantForeignKey("contracts.Agreement")
    ends_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=300)
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "agreement"], name="contracts_agreement_ended_once"),
        ]


class AgreedExclusion(TenantModel):
    """What both sides leave out: these kinds, countries and models, each list empty for all; at least one is filled."""

    agreement = TenantForeignKey("contracts.Agreement")
    kinds = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    products = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=300, blank=True)


class AgreedRate(TenantModel):
    """What material and labour cost where a case is charged (D.5). An empty country means all."""

    class Kind(models.TextChoices):
        """How the amount is found."""

        LABOUR = "labour", _("labour, an hour")
        MATERIAL = "material", _("material, at cost and a percentage")
        PART = "part", _("a part at a price")

    agreement = TenantForeignKey("contracts.Agreement")
    kind = models.CharField(max_length=16, choices=Kind)
    country = models.CharField(max_length=2, blank=True)
    part = models.CharField(_("part number"), max_length=64, blank=True)
    text = models.CharField(_("what"), max_length=120, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    """For an hour or a piece; None for material at cost."""
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """Added to the cost of material; None for the others."""
    currency = models.CharField(max_length=3, blank=True)


class AgreedContact(TenantModel):
    """A person whom the agreement names. `may_consent`: this person of the customer may also consent to costs."""

    agreement = TenantForeignKey("contracts.Agreement")
    side = models.CharField(max_length=16, choices=AgreementSignature.Side)
    role = models.CharField(_("role"), max_length=80)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    may_consent = models.BooleanField(default=False)
