"""Two walls between customers: scoped queries here, row-level security in the database (`docs/architecture.md`)."""

from voorrang.lib.tenancy.context import (
    AnotherCustomerSelected,
    NoCustomerSelected,
    OutsideTransaction,
    close_walls,
    current_customer,
    customer_selected,
    for_the_rest,
    look_up,
    on_side,
)
from voorrang.lib.tenancy.models import (
    LocalModel,
    ReferenceModel,
    TableClass,
    TenantForeignKey,
    TenantManager,
    TenantModel,
    Wall,
)

__all__ = [
    "AnotherCustomerSelected",
    "LocalModel",
    "NoCustomerSelected",
    "OutsideTransaction",
    "ReferenceModel",
    "TableClass",
    "TenantForeignKey",
    "TenantManager",
    "TenantModel",
    "Wall",
    "close_walls",
    "current_customer",
    "customer_selected",
    "for_the_rest",
    "look_up",
    "on_side",
]
