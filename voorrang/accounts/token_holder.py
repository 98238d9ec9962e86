"""Whose is this token? Asked by every request of a system, so it is read by prepared statements, not by the ORM."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from voorrang.accounts.models import Contact, Customer
from voorrang.lib.statements import Query, Row, columns_of, from_row, read_together, width_of
from voorrang.lib.tenancy import close_walls, for_the_rest

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
    with ExitStack() as scopes:
        found = _as_before(digest, at, scopes) or _by_directory(digest, at, scopes)
        yield found


class _Place(NamedTuple):
    customer_id: UUID
    token_id: UUID


_places: OrderedDict[str, _Place] = OrderedDict()
"""Where this process found tokens before. Only a hint: the row that lies there must still have the hash, and still hold."""
MOST_PLACES = 10_000


def _as_before(digest: str, at: datetime, scopes: ExitStack) -> TokenHolder | None:
    place = _places.get(digest)
    if place is None:
        return None
    with ExitStack() as tried:
        settings = tried.enter_context(for_the_rest(side="customer", customer_id=place.customer_id, sends=False))
        found = _read(place, digest, at, settings)
        if found is not None:
            scopes.push(tried.pop_all())
            return found
    _places.pop(digest, None)
    close_walls()
    return None


def _by_directory(digest: str, at: datetime, scopes: ExitStack) -> TokenHolder | None:
    key = f"token:{digest}"
    settings = scopes.enter_context(for_the_rest(side="customer", key=key, sends=False))
    (entries,) = read_together(Query(_ENTRY, [key]), before=settings)
    if not entries:
        return None
    place = _Place(*entries[0])
    narrowed = scopes.enter_context(for_the_rest(customer_id=place.customer_id, key="", sends=False))
    found = _read(place, digest, at, narrowed)
    if found is not None:
        _places[digest] = place
        while len(_places) > MOST_PLACES:
            _places.popitem(last=False)
    return found


def _read(place: _Place, digest: str, at: datetime, settings: list[str]) -> TokenHolder | None:
    values = {"customer": place.customer_id, "token": place.token_id, "digest": digest, "at": at}
    (rows,) = read_together(Query(_token_statement(), values), before=settings)
    return _holder(place.token_id, rows)


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
        LEFT JOIN accounts_partner partner ON partner.customer_id = token.customer_id AND partner.id = contact.partner_id
        WHERE token.customer_id = %(customer)s AND token.id = %(token)s AND token.token_hash = %(digest)s
            AND token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > %(at)s)
            AND (partner.ends_at IS NULL OR partner.ends_at > %(at)s)
    """
