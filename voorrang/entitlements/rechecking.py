"""Looking through the decisions of all customers, for the command line."""

from datetime import datetime
from typing import Any

from django.db import transaction

from voorrang.accounts.models import Customer
from voorrang.audit.actor import SYSTEM
from voorrang.entitlements.finding import Finding, find_redress, standing_decisions
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected, on_side


class UnknownCustomer(LookupError):
    """No customer has this code."""


def recheck_all(since: datetime | None = None, code: str | None = None) -> dict[str, Any]:
    """Decide again what stands, of all customers or of one, and propose redress; a transaction for each customer.

    `{"checked", "wronged", "generous", "new", "closed", "unclear", "customers": [{"customer", ...}]}`. Raises
    `UnknownCustomer`.
    """
    customers = Customer.objects.order_by("code")
    if code is not None:
        customers = customers.filter(code=code.strip().upper())
        if not customers:
            raise UnknownCustomer(code)
    told = []
    for customer in customers:
        with transaction.atomic(), on_side("vendor"), customer_selected(customer.id):
            found = find_redress(decisions=standing_decisions(since), by=SYSTEM, at=now())
        told.append({"customer": customer.code} | _counts(found))
    return {key: sum(one[key] for one in told) for key in _counts(Finding())} | {"customers": told}


def _counts(found: Finding) -> dict[str, Any]:
    return {
        "checked": found.checked,
        "wronged": found.wronged,
        "generous": found.generous,
        "new": len(found.new),
        "closed": len(found.closed),
        "unclear": len(found.unclear.found),
    }
