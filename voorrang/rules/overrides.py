"""Named exceptions (goodwill, safety recall): who may grant them is programme data; each has a reason and an end."""

from datetime import datetime

from voorrang.rules.facts import Override
from voorrang.rules.periods import last_day
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import JSON, Reason


def override_flaw(override: Override, at: datetime, programme: Programme) -> Reason | None:
    """Why a named exception has no effect, or None when it has."""
    if not override.reason_id or not override.by:
        return Reason("override_unnamed", {"override": override.kind})
    if override.role not in programme.override_roles.get(override.kind, ()):
        return Reason("override_not_allowed", {"override": override.kind, "role": override.role})
    if override.expires_at <= at:
        return Reason("override_expired", {"expired_on": last_day(override.expires_at), "override": override.kind})
    return None


def granted(override: Override) -> dict[str, JSON]:
    return {
        "override": override.kind,
        "override_reason": override.reason_id,
        "until_on": last_day(override.expires_at),
    }
