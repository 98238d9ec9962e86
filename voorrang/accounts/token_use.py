"""When a token was last used: written once an hour at most by each process, so that reading stays cheap."""

from collections import OrderedDict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

WRITTEN_EVERY = timedelta(hours=1)
MOST_TOKENS = 10_000
_written: OrderedDict[UUID, datetime] = OrderedDict()
"""When this process last wrote of a token."""

# A row that another request is writing is left alone: nobody waits for a time of last use.
_CUSTOMERS = """
    UPDATE accounts_apitoken SET last_used_at = %(at)s WHERE customer_id = %(customer)s AND id IN (
        SELECT id FROM accounts_apitoken WHERE customer_id = %(customer)s AND id = %(token)s
            AND (last_used_at IS NULL OR last_used_at <= %(before)s) FOR UPDATE SKIP LOCKED)
"""
_VENDORS = """
    UPDATE accounts_vendortoken SET last_used_at = %(at)s WHERE id IN (
        SELECT id FROM accounts_vendortoken WHERE id = %(token)s
            AND (last_used_at IS NULL OR last_used_at <= %(before)s) FOR UPDATE SKIP LOCKED)
"""


def note_use(token_id: UUID, customer_id: UUID | None, at: datetime) -> None:
    """Note that a token was used: a customer's, or without customer the vendor's own."""
    last = _written.get(token_id)
    if last is not None and last <= at < last + WRITTEN_EVERY:
        return
    _written[token_id] = at
    _written.move_to_end(token_id)
    while len(_written) > MOST_TOKENS:
        _written.popitem(last=False)
    values = {"token": token_id, "customer": customer_id, "at": at, "before": at - WRITTEN_EVERY}
    with connection.cursor() as cursor:
        cursor.execute(_CUSTOMERS if customer_id else _VENDORS, values)


def forget_use(token_id: UUID) -> None:
    """Write again with the next use: what was written was rolled back."""
    _written.pop(token_id, None)
