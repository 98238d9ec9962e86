"""Quotes: what the vendor offers, until when, and how the customer answered. Sending and answering are rows with who and when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Quote(TenantModel):
    """An offer of articles, judged by the rules of an order on the day it was made. Its answer makes the order, or none."""

    class Kind(models.TextChoices):
        """What accepting it does."""

        NEW = "new", _("New contract")
        RENEWAL = "renewal", _("Renewal")
        UPGRADE = "upgrade", _("Upgrade")
        TRUE_UP = "true_up", _("True-up")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    number = models.CharField(_("number"), max_length=32)
    contract = TenantForeignKey("contracts.Contract", null=True)
    """The contract that it renews, upgrades or adds to."""
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    valid_until = models.DateTimeField()
    """Exclusive."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    """An end that was agreed for all its lines; None: the whole term."""
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    stands = models.BooleanField()
    """The rules would accept the order. One that does not stand cannot be sent."""
    reasons = models.JSONField(default=list)
    terms_hash = models.CharField(max_length=64)
    coverage_hash = models.CharField(max_length=64)
    readings_hash = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "number"], name="contracts_quote_number")]

    def __str__(self) -> str:
        return self.number


class QuoteLine(TenantModel):
    """One article of a quote. Tier, scopes and term are empty when the article is unknown; a price is for one unit."""

    quote = TenantForeignKey("contracts.Quote")
    article = models.CharField(_("article number"), max_length=32)
    quantity = models.PositiveIntegerField(_("quantity"))
    tier = models.CharField(max_length=32, blank=True)
    scopes = models.JSONField(default=list)
    term_years = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)


class QuoteSending(TenantModel):
    """The moment a quote was sent to the customer. Its absence means: a draft."""

    quote = TenantForeignKey("contracts.Quote")
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "quote"], name="contracts_quote_sent_once")
        ]


class QuoteAnswer(TenantModel):
    """The one answer to a quote: accepted, with the order it made, or declined for a reason."""

    class Answer(models.TextChoices):
        """What was answered."""

        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    quote = TenantForeignKey("contracts.Quote")
    answer = models.CharField(max_length=16, choices=Answer)
    reason = models.CharField(max_length=32, blank=True)
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    order = TenantForeignKey("contracts.Order", null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "quote"], name="contracts_quote_answered_once"),
        ]
