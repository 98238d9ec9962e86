"""The list of contacts as a file, the same at both doors."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import StreamingHttpResponse

from voorrang.accounts.models import Contact
from voorrang.ui.export import csv_file

COLUMNS = "name email phone standing scope site country partner helpdesk language signs_in_as since"
"""What a caller list can be sent back with, as it is."""


def contact_file(name: str, found: Iterable[Contact], roles: Mapping[Any, str]) -> StreamingHttpResponse:
    """Return contacts as CSV; `roles` says by contact id in which role somebody signs in."""
    rows = (
        [
            one.name,
            one.email,
            one.phone,
            one.standing,
            one.scope,
            one.site.code if one.site else "",
            one.country,
            one.partner.name if one.partner else "",
            one.helpdesk.name if one.helpdesk else "",
            one.language,
            roles.get(one.id, ""),
            one.created_at,
        ]
        for one in found
    )
    return csv_file(name, COLUMNS.split(), rows)
