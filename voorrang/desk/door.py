"""What every page of the desk needs: the customer behind an address, and the case behind an id."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404

from voorrang.accounts.models import Customer
from voorrang.accounts.queries import customer_by_code
from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries import case_of, row_of
from voorrang.editions.store import programme_at
from voorrang.lib.clock import now
from voorrang.rules.programme import Programme

DOOR = "desk"


def opened_customer(request: Any, code: str) -> Customer:
    """Open the customer with this code for the rest of the request. Raises `Http404` for one that is not the visitor's."""
    try:
        found = customer_by_code(code.replace("\0", ""))
    except Customer.DoesNotExist as error:
        raise Http404 from error
    customer: Customer = request.select_customer(found.id)
    return customer


def opened_case(request: Any, case_id: UUID) -> tuple[Case, QueueRow]:
    """Find a case in the queue, open its customer, and return the case with its row. Raises `Http404`."""
    try:
        row = row_of(case_id)
        request.select_customer(row.customer_id)
        return case_of(None, case_id), row
    except (QueueRow.DoesNotExist, Case.DoesNotExist) as error:
        raise Http404 from error


def programme_sold() -> Programme:
    """Return the programme as sold now: its tiers and languages are what the filters of lists offer."""
    return programme_at(settings.VOORRANG_PROGRAMME, now())
