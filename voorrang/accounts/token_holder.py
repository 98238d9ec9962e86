"""Whose is this token? Asked by every request of a system, so it is read in two prepared statements, not by the ORM."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from voorrang.accounts.models import Contact, Customer
from voorrang.lib.statements import Query, Row, columns_of, from_row, read_together, width_of
from voorrang.lib.tenancy import for_the_rest

_ENTRY = "SELECT customer_id, target FROM accounts_directoryentry WHERE key = %s"


class TokenHolder(NamedTuple):
    """A customer's token that holds, its customer, and the contact in whose name it acts."""

    id: UUID
    scopes: list[str]
    customer: Customer
    contact: Contact | None


@contextmanager
def opened_by_token(digest: str, at: datetime) -> Iterator[TokenHolder | None]:
    """Serve the customer of the token with this hash for the rest of the transaction; None for no token that holds."""
    key = f"token:{digest}"
    with for_the_rest(side="customer", key=key, sends=False) as settings:
        (entries,) = read_together(Query(_ENTRY, [key]), before=settings)
        if not entries:
            yield None
            return
        customer_id, token_id = entries[0]
        with for_the_rest(customer_id=customer_id, key="", sends=False) as narrowed:
            asked = Query(_token_statement(), {"customer": customer_id, "token": token_id, "at": at})
            (rows,) = read_together(asked, before=narrowed)
            yield _holder(token_id, rows)


def _holder(token_id: UUID, rows: list[Row]) -> TokenHolder | None:
    if not rows:
        return None
    scopes, *rest = rows[0]
    of_customer, of_contact = rest[: width_of(Customer)], rest[width_of(Customer) :]
    contact = from_row(Contact, tuple(of_contact)) if of_contact[0] is not None else None
    return TokenHolder(token_id, scopes, from_row(Customer, tuple(of_customer)), contact)


@cache
def _token_statement() -> str:
    return f"""
        SELECT token.scopes, {columns_of(Customer, "customer")}, {columns_of(Contact, "contact")}
        FROM accounts_apitoken token
        JOIN accounts_customer customer ON customer.id = token.customer_id
        LEFT JOIN accounts_contact contact ON contact.customer_id = token.customer_id AND contact.id = token.contact_id
        WHERE token.customer_id = %(customer)s AND token.id = %(token)s
            AND token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > %(at)s)
    """
