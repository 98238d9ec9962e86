"""Case numbers: one counter for each customer, taken last in the transaction (`tenancy.md`, 10)."""

from uuid import UUID

from voorrang.lib.ids import uuid7
from voorrang.lib.numbers import compose_number
from voorrang.lib.statements import read

_TAKE = """
INSERT INTO cases_casecounter (id, customer_id, last) VALUES (%s, %s, %s)
ON CONFLICT (customer_id) DO UPDATE SET last = cases_casecounter.last + excluded.last
RETURNING last, (SELECT code FROM accounts_customer WHERE id = cases_casecounter.customer_id)
"""


def take_number(customer_id: UUID) -> str:
    """Return the customer's next case number. Holds the counter until the transaction ends."""
    return take_numbers(customer_id, 1)[0]


def take_numbers(customer_id: UUID, count: int) -> list[str]:
    """Return the next `count` case numbers of the customer, in order."""
    if not count:
        return []
    ((last, code),) = read(_TAKE, [uuid7(), customer_id, count])
    return [compose_number(code, sequence) for sequence in range(last - count + 1, last + 1)]
