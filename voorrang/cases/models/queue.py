"""The queue: one local row a case, and one for each serial that it names, written in the transaction of every change (`tenancy.md`, 4)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import LocalModel, Wall


class Status(models.TextChoices):
    """Where a case stands, derived from its events."""

    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting on customer")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")


class QueueRow(LocalModel):
    """What lists of cases show and sort by; `id` is the case's. The customer's people read their own rows only."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=32, db_collation="C")
    sequence = models.PositiveBigIntegerField()
    """The number's middle, which people read out alone."""
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status)
    outcome = models.CharField(max_length=16)
    tier = models.CharField(max_length=32, blank=True)
    tier_rank = models.PositiveSmallIntegerField(default=0)
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=16)
    impact = models.CharField(max_length=16)
    site_id = models.UUIDField(null=True)
    affiliate_id = models.UUIDField(null=True)
    contact_id = models.UUIDField(null=True)
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    serials = ArrayField(models.CharField(max_length=64), default=list)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """The nearest running deadline of any basis: the vendor's queue sorts by it."""
    due_kind = models.CharField(max_length=16, blank=True)
    promised_at = models.DateTimeField(null=True)
    """The nearest running promise: all that the customer sees of due times."""
    promised_kind = models.CharField(max_length=16, blank=True)
    breached = models.BooleanField(default=False)
    """Something was late once. Whether it is late now, `due_at` says."""
    promise_breached = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], condition=~models.Q(status__in=["closed", "resolved"]), name="cases_queue_due"
            ),
            models.Index(fields=["opened_at", "id"], name="cases_queue_opened"),
            models.Index(fields=["status", "opened_at", "id"], name="cases_queue_status_opened"),
            models.Index(fields=["customer", "opened_at", "id"], name="cases_queue_customer_opened"),
            models.Index(fields=["customer", "status", "opened_at", "id"], name="cases_queue_customer_status"),
            models.Index(fields=["number"], name="cases_queue_number"),
            models.Index(fields=["sequence"], name="cases_queue_sequence"),
            # Answers the desk's counts (running, mine, nobody's) alone: the wall needs the customer, a count the id.
            models.Index(
                fields=["owner", "due_at"],
                include=["customer", "id"],
                condition=~models.Q(status__in=["closed", "resolved"]),
                name="cases_queue_running",
            ),
        ]


class QueueSerial(LocalModel):
    """A serial number that a case names: what a search finds it by, over all customers, whole or by its beginning."""

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer_id = models.UUIDField()
    case_id = models.UUIDField()
    serial = models.CharField(max_length=64, db_collation="C")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case_id", "serial"], name="cases_queueserial_once")]
        indexes: ClassVar = [models.Index(fields=["serial", "case_id"], name="cases_queueserial_found")]
