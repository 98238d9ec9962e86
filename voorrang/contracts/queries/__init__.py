"""Reading orders, contracts, activation, eligibility and agreements of the selected customer."""

from voorrang.contracts.queries.activation import (
    activation_of,
    checklist_of,
    is_activated,
    overdue_steps,
    steps_of,
)
from voorrang.contracts.queries.agreements import agreements, promises_and_targets, promises_in_force
from voorrang.contracts.queries.eligibility import (
    assessments_of,
    below_minimum,
    current_estimate,
    estimate_counts,
    newest_assessments,
)
from voorrang.contracts.queries.quotes import (
    QuoteView,
    held_scope,
    quote_by_number,
    quote_views,
    quotes,
    true_ups_of,
)
from voorrang.contracts.queries.renewals import cancellation_of, count_due, renewal_of, renewal_rows, within
from voorrang.contracts.queries.scopes import (
    contract_by_number,
    contract_facts,
    contracts,
    held_scopes,
    order_by_number,
    orders,
    programme_in_force,
    programme_of_contract,
    scopes_in_force,
    scopes_of,
    tiers_in_force,
)

__all__ = [
    "QuoteView",
    "activation_of",
    "agreements",
    "assessments_of",
    "below_minimum",
    "cancellation_of",
    "checklist_of",
    "contract_by_number",
    "contract_facts",
    "contracts",
    "count_due",
    "current_estimate",
    "estimate_counts",
    "held_scope",
    "held_scopes",
    "is_activated",
    "newest_assessments",
    "order_by_number",
    "orders",
    "overdue_steps",
    "programme_in_force",
    "programme_of_contract",
    "promises_and_targets",
    "promises_in_force",
    "quote_by_number",
    "quote_views",
    "quotes",
    "renewal_of",
    "renewal_rows",
    "scopes_in_force",
    "scopes_of",
    "steps_of",
    "tiers_in_force",
    "true_ups_of",
    "within",
]
