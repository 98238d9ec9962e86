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
from voorrang.contracts.actions.cancellations import (
    AlreadyCancelled,
    CancellationRefused,
    CannotUndo,
    cancel_contract,
    undo_cancellation,
)
from voorrang.contracts.actions.eligibility import assess, state_estimate
from voorrang.contracts.actions.orders import place_order
from voorrang.contracts.actions.quotes import (
    AlreadyAnswered,
    Offer,
    QuotedLine,
    QuoteFalls,
    QuoteNotOpen,
    accept_quote,
    decline_quote,
    make_quote,
    send_quote,
)
from voorrang.contracts.actions.renewals import lose_renewal, plan_renewal

__all__ = [
    "AlreadyActivated",
    "AlreadyAnswered",
    "AlreadyCancelled",
    "CancellationRefused",
    "CannotUndo",
    "Offer",
    "PeriodTaken",
    "PromiseTerms",
    "QuoteFalls",
    "QuoteNotOpen",
    "QuotedLine",
    "StepAlreadyDone",
    "StepNotYours",
    "accept_quote",
    "activate",
    "assess",
    "cancel_contract",
    "complete_step",
    "decline_quote",
    "lose_renewal",
    "make_quote",
    "place_order",
    "plan_renewal",
    "send_quote",
    "sign_agreement",
    "state_estimate",
    "store_calendar",
    "store_internal_targets",
    "store_working_hours",
    "undo_cancellation",
]
