"""What happened on a case, append-only; erasable words lie beside (decision 7)."""

from typing import ClassVar

from django.db import models

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class CaseEvent(TenantModel):
    """One thing that happened: `case.opened`, `case.answered`, `case.waiting`, `case.resolved`, `case.closed`, ...

    `sequence` counts from 1 within the case and is its version after the event. Internal events are the vendor's only.
    """

    append_only: ClassVar[bool] = True

    case = TenantForeignKey("cases.Case", related_name="events")
    sequence = models.PositiveIntegerField()
    type = models.CharField(max_length=48)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=16)
    by_id = models.UUIDField(null=True)
    by_side = models.CharField(max_length=16)
    internal = models.BooleanField(default=False)
    data = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "case", "sequence"], name="cases_event_sequence"),
        ]


class EventBody(TenantModel):
    """The words of an event, with their language. Erasing them leaves the event whole."""

    event = TenantForeignKey("cases.CaseEvent", related_name="bodies")
    text = models.TextField()
    language = models.CharField(max_length=16, blank=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "event"], name="cases_body_once")]
