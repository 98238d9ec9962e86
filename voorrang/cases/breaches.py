"""A clock that ran out: what its event says."""

from datetime import datetime
from typing import Any

from voorrang.cases.models import Milestone

BREACHED = "case.breached"


def breach_data(milestone: Milestone, *, noticed_at: datetime) -> dict[str, Any]:
    """Return the event's data. The event itself bears the original due time; `noticed_at` is when it was claimed."""
    return {
        "milestone": str(milestone.id),
        "kind": milestone.kind,
        "basis": milestone.basis,
        "noticed_at": noticed_at.isoformat(),
    }
