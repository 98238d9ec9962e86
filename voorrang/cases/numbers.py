"""Case numbers: one counter for each customer, taken last in the transaction (`tenancy.md`, 10)."""

from django.db import connection

from voorrang.accounts.models import Customer
from voorrang.lib.ids import uuid7
from voorrang.lib.numbers import compose_number

_TAKE = """
INSERT INTO cases_casecounter (id, customer_id, last) VALUES (%s, %s, %s)
ON CONFLICT (customer_id) DO UPDATE SET last = cases_casecounter.last + excluded.last
RETURNING last
"""


def take_number(customer: Customer) -> str:
    """Return the customer's next case number. Holds the counter until the transaction ends."""
    return take_numbers(customer, 1)[0]


def take_numbers(customer: Customer, count: int) -> list[str]:
    """Return the next `count` case numbers of the customer, in order."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [uuid7(), customer.id, count])
        last: int = cursor.fetchone()[0]
    return [compose_number(customer.code, sequence) for sequence in range(last - count + 1, last + 1)]
