"""Orders by article number, the contract that follows, and the scopes that carry the tier (decision 2)."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class TsTzRange(models.Func):
    """The half-open period between two instants, for the overlap constraint."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class ContractCounter(TenantModel):
    """The last number given to an order or contract of the customer."""

    last = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer"], name="contracts_counter_one")]


class Order(TenantModel):
    """What the customer asked to buy, accepted or refused with reasons. The verdict and the edition stay with it."""

    number = models.CharField(_("number"), max_length=32)
    placed_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    accepted = models.BooleanField()
    reasons = models.JSONField(default=list)
    terms_hash = models.CharField(max_length=64)
    coverage_hash = models.CharField(max_length=64)
    readings_hash = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "number"], name="contracts_order_number")]

    def __str__(self) -> str:
        return self.number


class OrderLine(TenantModel):
    """One article of an order, as typed. Tier, scopes and term are empty when the article is unknown."""

    order = TenantForeignKey("contracts.Order")
    article = models.CharField(_("article number"), max_length=32)
    quantity = models.PositiveIntegerField(_("quantity"))
    tier = models.CharField(max_length=32, blank=True)
    scopes = models.JSONField(default=list)
    term_years = models.PositiveSmallIntegerField(null=True)


class Contract(TenantModel):
    """What was bought, frozen with its edition's terms (Q.19). In force for its scopes' periods."""

    order = TenantForeignKey("contracts.Order")
    number = models.CharField(_("number"), max_length=32)
    purchased_at = models.DateTimeField()
    terms_hash = models.CharField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "number"], name="contracts_contract_number"),
        ]

    def __str__(self) -> str:
        return self.number


class ContractScope(TenantModel):
    """One scope (PC, print) of a contract at one tier, for a half-open period; two of one scope never overlap."""

    contract = TenantForeignKey("contracts.Contract")
    scope = models.CharField(_("scope"), max_length=32)
    tier = models.CharField(_("tier"), max_length=32)
    article = models.CharField(_("article number"), max_length=32)
    quantity = models.PositiveIntegerField(_("quantity"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    agreed_ends_at = models.DateTimeField(null=True)
    """An end by agreement (co-terming, upgrade, cancellation) instead of the term's; activation leaves it."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            ExclusionConstraint(
                name="contracts_scope_overlap",
                expressions=[
                    ("customer", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="contracts_scope_period"
            ),
        ]
