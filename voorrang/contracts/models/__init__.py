"""From an order to a contract in force."""

from voorrang.contracts.models.activation import Activation, ActivationStep, DueReminder
from voorrang.contracts.models.agreement_terms import (
    AgreedContact,
    AgreedExclusion,
    AgreedRate,
    AgreementEnding,
    AgreementSignature,
)
from voorrang.contracts.models.agreements import Agreement, InternalTarget, Promise, SupportCalendar
from voorrang.contracts.models.changes import Cancellation, Renewal, RenewalRow, TrueUp
from voorrang.contracts.models.eligibility import Assessment, Estimate
from voorrang.contracts.models.orders import Contract, ContractCounter, ContractScope, Order, OrderLine
from voorrang.contracts.models.quotes import Quote, QuoteAnswer, QuoteLine, QuoteSending

__all__ = [
    "Activation",
    "ActivationStep",
    "AgreedContact",
    "AgreedExclusion",
    "AgreedRate",
    "Agreement",
    "AgreementEnding",
    "AgreementSignature",
    "Assessment",
    "Cancellation",
    "Contract",
    "ContractCounter",
    "ContractScope",
    "DueReminder",
    "Estimate",
    "InternalTarget",
    "Order",
    "OrderLine",
    "Promise",
    "Quote",
    "QuoteAnswer",
    "QuoteLine",
    "QuoteSending",
    "Renewal",
    "RenewalRow",
    "SupportCalendar",
    "TrueUp",
]
