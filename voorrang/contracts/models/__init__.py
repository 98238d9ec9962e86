"""From an order to a contract in force."""

from voorrang.contracts.models.activation import Activation, ActivationStep, DueReminder
from voorrang.contracts.models.agreements import Agreement, InternalTarget, Promise, SupportCalendar
from voorrang.contracts.models.eligibility import Assessment, Estimate
from voorrang.contracts.models.orders import Contract, ContractCounter, ContractScope, Order, OrderLine

__all__ = [
    "Activation",
    "ActivationStep",
    "Agreement",
    "Assessment",
    "Contract",
    "ContractCounter",
    "ContractScope",
    "DueReminder",
    "Estimate",
    "InternalTarget",
    "Order",
    "OrderLine",
    "Promise",
    "SupportCalendar",
]
