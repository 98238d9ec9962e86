"""Who knows the evidence of which feature. A floor that delivers a feature adds a provider here, and the book fills.

    @evidence_of("priority_parts")
    def parts(asked: Asked) -> Evidence: ...

Features without a provider say so plainly; a provider for a feature that no programme of ours has is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from voorrang.rules.programme import Feature, Programme
from voorrang.rules.promises import Evidence

KNOWN = frozenset(
    {
        "global_support",
        "global_consistency",
        "direct_access",
        "online_case_tools",
        "remote_expert",
        "incident_management",
        "monthly_reports",
        "quarterly_reports",
        "assigned_manager",
        "support_plan",
        "problem_management",
        "priority_repairs",
        "priority_parts",
        "performance_management",
        "executive_reviews",
        "face_to_face",
        "executive_reporting",
        "technical_expert",
        "proactive_support",
        "training",
        "technical_escalation",
        "deployment_management",
    }
)
"""Features that code knows. A programme may have others: nothing here can know their evidence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a provider is asked for: one feature of the selected customer, delivered in [starts_at, at].

    `since` is when the feature was bought: periods count from it.
    """

    customer_id: UUID
    feature: Feature
    programme: Programme
    since: datetime
    starts_at: datetime
    at: datetime


type Provider = Callable[[Asked], Evidence]


class UnknownFeature(LookupError):
    """A provider names a feature that code does not know: its evidence would never be seen."""


class ProvidedTwice(RuntimeError):
    """Two providers would say different things of one feature."""


class Registry:
    """Providers by feature key."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}

    def add(self, key: str, provider: Provider) -> None:
        """Let a provider answer for a feature. Raises `UnknownFeature`, `ProvidedTwice`."""
        if key not in KNOWN:
            raise UnknownFeature(key)
        if key in self._providers:
            raise ProvidedTwice(key)
        self._providers[key] = provider

    @property
    def providers(self) -> Mapping[str, Provider]:
        """All that were added."""
        return self._providers


REGISTRY = Registry()


def evidence_of(*keys: str) -> Callable[[Provider], Provider]:
    """Add a provider for these features. Raises `UnknownFeature`, `ProvidedTwice`."""

    def add(provider: Provider) -> Provider:
        for key in keys:
            REGISTRY.add(key, provider)
        return provider

    return add
