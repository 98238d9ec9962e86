"""The customer's trail as the customer may read it."""

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from voorrang.audit.models import Entry
from voorrang.cases.models import CaseEvent

INSIDE = ("case.noted", "case.assigned")
"""What the vendor's people do among themselves, whatever the row says of the event."""


def trail_of_customer() -> QuerySet[Any]:
    """Return the selected customer's trail without what is internal to the vendor: notes, owners, its own targets."""
    event = KeyTextTransform("event", OuterRef("data"))
    inside = CaseEvent.objects.annotate(text_id=Cast("id", CharField())).filter(
        case_id=OuterRef("subject_id"), internal=True, text_id=event
    )
    rows: QuerySet[Any] = Entry.objects.exclude(type__in=INSIDE)
    return rows.exclude(Q(subject_kind="case") & Exists(inside))
