"""From an estimate of cost to an invoice line. Consent, refusal, waiver and settlement are rows with who and when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voorrang.lib.tenancy import LocalModel, TenantForeignKey, TenantModel, Wall


class CostEstimate(TenantModel):
    """What work on a case would cost. Without a consent to it nothing is charged."""

    number = models.CharField(_("number"), max_length=32)
    case = TenantForeignKey("cases.Case")
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=16)
    text = models.CharField(_("text"), max_length=2000)
    """What the work is and why it costs, in the customer's language."""
    valid_until = models.DateTimeField()
    """Exclusive."""
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "number"], name="charges_cost_number")]
        indexes: ClassVar = [models.Index(fields=["customer", "case"], name="charges_cost_case")]

    def __str__(self) -> str:
        return self.number


class CostLine(TenantModel):
    """One line of an estimate: labour or material, at an agreed rate, or at a typed price with the reason."""

    class Kind(models.TextChoices):
        """What is paid for."""

        LABOUR = "labour", _("labour")
        MATERIAL = "material", _("material")

    estimate = TenantForeignKey("charges.CostEstimate")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.CharField(_("what"), max_length=200)
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=16)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    rate = TenantForeignKey("contracts.AgreedRate", null=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why the price was typed, where no agreed rate gives it."""


class Consent(TenantModel):
    """The customer's one answer to an estimate: by whom, when, to which amount."""

    class Answer(models.TextChoices):
        """What was answered."""

        CONSENTED = "consented", pgettext_lazy("cost estimate", "consented")
        REFUSED = "refused", pgettext_lazy("cost estimate", "refused")

    estimate = TenantForeignKey("charges.CostEstimate")
    answer = models.CharField(max_length=16, choices=Answer)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    name = models.CharField(max_length=200)
    """As the person was called then."""
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "estimate"], name="charges_answered_once")]


class ChargeLine(TenantModel):
    """Work done or material used, against one line of an estimate that was consented to."""

    line = TenantForeignKey("charges.CostLine")
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    text = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "line"], name="charges_charge_line")]


class Waiver(TenantModel):
    """A charge that is let go: by whom, and why."""

    charge = TenantForeignKey("charges.ChargeLine")
    reason = models.CharField(_("reason"), max_length=300)
    waived_at = models.DateTimeField()
    waived_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "charge"], name="charges_waived_once")]


class Settlement(TenantModel):
    """The work of an estimate is done: what was charged goes to the invoice, and nothing more is added."""

    estimate = TenantForeignKey("charges.CostEstimate")
    charged = models.DecimalField(max_digits=14, decimal_places=2)
    waived = models.DecimalField(max_digits=14, decimal_places=2)
    settled_at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "estimate"], name="charges_settled_once")]


class ConsentRule(TenantModel):
    """Whether engineers of the customer's helpdesk may consent too: set by its lead. Without a row they may not."""

    engineers_may = models.BooleanField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer"], name="charges_consent_rule_one")]


class CostRow(LocalModel):
    """One estimate, over all customers, for the desk's list; `id` is the estimate's. Written in the same transaction."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    class State(models.TextChoices):
        """What was done last. One that waits past its day has expired: the list compares."""

        DRAFT = "draft", pgettext_lazy("cost estimate", "draft")
        WAITING = "waiting", pgettext_lazy("cost estimate", "waits for consent")
        CONSENTED = "consented", pgettext_lazy("cost estimate", "consented")
        REFUSED = "refused", pgettext_lazy("cost estimate", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("cost estimate", "withdrawn")
        SETTLED = "settled", pgettext_lazy("cost estimate", "settled")

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=32)
    case_id = models.UUIDField()
    case_number = models.CharField(max_length=32)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=16, choices=State)
    valid_until = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-made_at", "-id"], name="charges_cost_state"),
            models.Index(fields=["customer", "-made_at", "-id"], name="charges_cost_whose"),
        ]


class InvoiceExport(LocalModel):
    """One hand-over to the books: its files are kept, so that they are the same bytes each time."""

    wall: ClassVar[Wall] = Wall.VENDOR

    number = models.PositiveIntegerField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, null=True, related_name="+", db_index=False)
    """None: all customers."""
    lines = models.PositiveIntegerField()
    csv = models.TextField()
    json = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)


class InvoiceLine(LocalModel):
    """One settled charge, or a credit as a negative amount. It goes into exactly one export."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    class Kind(models.TextChoices):
        """Where it comes from."""

        CHARGE = "charge", _("charge")
        CREDIT = "credit", _("credit")

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    source_id = models.UUIDField(unique=True)
    """The charge, or the redress whose credit it is."""
    case_number = models.CharField(max_length=32, blank=True)
    estimate_number = models.CharField(max_length=32, blank=True)
    text = models.CharField(max_length=200, blank=True)
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    settled_at = models.DateTimeField()
    export_number = models.PositiveIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["export_number", "settled_at", "id"], name="charges_invoice_open")]
