"""What changes orders, contracts, their activation, eligibility and agreements.

Every action takes `by` and `at`, writes its audit row in the same transaction, and works on the selected customer.
"""

from voorrang.contracts.actions.activation import (
    AlreadyActivated,
    PeriodTaken,
    StepAlreadyDone,
    StepNotYours,
    activate,
    complete_step,
)
from voorrang.contracts.actions.agreements import (
    PromiseTerms,
    sign_agreement,
    store_calendar,
    store_internal_targets,
    store_working_hours,
)
from voorrang.contracts.actions.eligibility import assess, state_estimate
from voorrang.contracts.actions.orders import place_order

__all__ = [
    "AlreadyActivated",
    "PeriodTaken",
    "PromiseTerms",
    "StepAlreadyDone",
    "StepNotYours",
    "activate",
    "assess",
    "complete_step",
    "place_order",
    "sign_agreement",
    "state_estimate",
    "store_calendar",
    "store_internal_targets",
    "store_working_hours",
]
