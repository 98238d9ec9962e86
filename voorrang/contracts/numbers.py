"""Numbers of orders and contracts: `NORD-O0001-K`, `NORD-C0002-H`."""

from django.db import connection

from voorrang.accounts.models import Customer
from voorrang.lib.ids import uuid7
from voorrang.lib.numbers import compose_number


def take_sequence(customer: Customer) -> int:
    """Return the customer's next sequence. Holds its counter until the transaction ends, so that orders queue up."""
    statement = (
        "INSERT INTO contracts_contractcounter AS held (id, customer_id, last) VALUES (%s, %s, 1) "
        "ON CONFLICT (customer_id) DO UPDATE SET last = held.last + 1 RETURNING last"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [uuid7(), customer.id])
        return int(cursor.fetchone()[0])


def numbered(customer: Customer, letter: str, sequence: int) -> str:
    """Return the number with the customer's code, a letter for what it numbers, and a check character."""
    check = compose_number(customer.code, sequence)[-1]
    return f"{customer.code}-{letter}{sequence:04d}-{check}"
