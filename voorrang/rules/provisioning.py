"""What a customer's directory makes of a person: the role that its groups name, and who must stay."""

import re
from collections.abc import Iterable, Sequence


def named_role(name: str, roles: Sequence[str]) -> str:
    """Return the role that a group's name ends with, in any spelling; empty when it names none.

    >>> named_role("Voorrang - Helpdesk Lead", ["helpdesk_engineer", "helpdesk_lead"])
    'helpdesk_lead'
    >>> named_role("All staff", ["helpdesk_lead"])
    ''
    """
    plain = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
    return next((role for role in roles if plain == role or plain.endswith(f"_{role}")), "")


def strongest_role(held: Iterable[str], roles: Sequence[str]) -> str:
    """Return the first of `roles`, given from most to least, that is held; empty when none is.

    >>> strongest_role(["executive", "helpdesk_lead"], ["helpdesk_lead", "executive"])
    'helpdesk_lead'
    """
    there = set(held)
    return next((role for role in roles if role in there), "")
