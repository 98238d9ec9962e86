"""Which features of the programme a device has: parts and repairs stand on this (decision 13)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from voorrang.editions.store import programme_of
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.decision import features_of
from voorrang.rules.programme import Programme, Standing

# The device's kind (a monitor's host's kind beside it), every scope under contract at the time, and the parts of the
# edition: frozen terms of each contract, coverage and readings in force.
_FEATURES = """
    SELECT v.kind, hv.kind, s.scope, s.tier, a.activated_at, k.terms_hash, coverage.hash, readings.hash
    FROM installed_base_deviceversion v
    JOIN accounts_customer customer ON customer.id = v.customer_id
    LEFT JOIN installed_base_deviceversion hv ON hv.customer_id = v.customer_id AND hv.device_id = v.host_id
        AND hv.superseded_at IS NULL AND hv.valid_from <= %(at)s AND (hv.valid_until IS NULL OR hv.valid_until > %(at)s)
    JOIN contracts_contractscope s ON s.customer_id = v.customer_id AND s.starts_at <= %(at)s AND s.ends_at > %(at)s
    JOIN contracts_contract k ON k.customer_id = s.customer_id AND k.id = s.contract_id
    LEFT JOIN contracts_activation a ON a.customer_id = k.customer_id AND a.contract_id = k.id AND a.activated_at <= %(at)s
    CROSS JOIN LATERAL (SELECT e.hash FROM editions_edition e WHERE e.programme = customer.programme
        AND e.part = 'coverage' AND e.starts_at <= %(at)s ORDER BY e.starts_at DESC, e.id DESC LIMIT 1) coverage
    CROSS JOIN LATERAL (SELECT e.hash FROM editions_edition e WHERE e.programme = customer.programme
        AND e.part = 'readings' AND e.starts_at <= %(at)s ORDER BY e.starts_at DESC, e.id DESC LIMIT 1) readings
    WHERE v.customer_id = %(customer)s AND v.device_id = %(device)s
        AND v.superseded_at IS NULL AND v.valid_from <= %(at)s AND (v.valid_until IS NULL OR v.valid_until > %(at)s)
"""


def features_at(device_id: UUID, at: datetime) -> Mapping[str, Standing]:
    """Return the features of the tier that a device is under at `at`, by key; empty where no contract reaches it. One query.

    Cover is not looked at: a feature is what the tier includes, and whether it may be claimed is a decision.
    """
    customer_id = current_customer()
    if customer_id is None:
        message = "features"
        raise NoCustomerSelected(message)
    with connection.cursor() as cursor:
        cursor.execute(_FEATURES, {"customer": customer_id, "device": device_id, "at": at})
        rows = cursor.fetchall()
    held: list[tuple[str, Programme]] = []
    reached: list[tuple[str, Programme]] = []
    for kind, host_kind, scope, tier, activated_at, *hashes in rows:
        programme = programme_of(*hashes)
        if programme.contract_starts == "activation" and activated_at is None:
            continue
        held.append((tier, programme))
        if scope == _scope_of(kind, host_kind, programme):
            reached.append((tier, programme))
    if not reached:
        return {}
    tier, programme = reached[0]
    if programme.tier_follows == "customer":
        tier, programme = max(held, key=lambda pair: pair[1].tiers[pair[0]].rank)
    return features_of(tier, programme)


def _scope_of(kind: str, host_kind: str | None, programme: Programme) -> str | None:
    """The scope of a kind, or of a kind that comes along with its host's (E.8)."""
    if kind in programme.scope_of_kind:
        return programme.scope_of_kind[kind]
    for scope in programme.scopes.values():
        if host_kind in scope.along_with.get(kind, ()):
            return scope.key
    return None
