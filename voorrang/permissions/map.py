"""The permission map. Pages by URL name, API operations by method and route; a test walks both and misses none."""

from voorrang.accounts.models.people import CustomerRole, StaffRole
from voorrang.accounts.visitor import NOBODY, TOKEN, VENDOR_TOKEN

HELPDESK = frozenset({CustomerRole.HELPDESK_ENGINEER, CustomerRole.HELPDESK_LEAD, CustomerRole.PARTNER_ENGINEER})
CUSTOMER = frozenset(CustomerRole)
VENDOR = frozenset(StaffRole)
DESK = frozenset({
    StaffRole.AGENT,
    StaffRole.REMOTE_EXPERT,
    StaffRole.SUPPORT_MANAGER,
    StaffRole.TECHNICAL_EXPERT,
    StaffRole.OPERATOR,
})
"""The vendor's people who work on cases."""
SELLERS = frozenset({StaffRole.SALES, StaffRole.OPERATOR})
EVERYBODY = CUSTOMER | VENDOR | frozenset({NOBODY})
SYSTEMS = frozenset({TOKEN, VENDOR_TOKEN})
SIGNED_IN = CUSTOMER | VENDOR

PERMISSIONS: dict[str, frozenset[str]] = {
    "home": SIGNED_IN,
    "programme": SIGNED_IN,
    "healthz": EVERYBODY | SYSTEMS,
    "readyz": EVERYBODY | SYSTEMS,
    "set_language": EVERYBODY,
    "account_login": EVERYBODY,
    "account_logout": EVERYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_inactive": EVERYBODY,
    "ui:kit": EVERYBODY,
    "ui:kit-focus": EVERYBODY,
    "ui:kit-busy": EVERYBODY,
}


def may_call(operation: str, roles: frozenset[str]) -> bool:
    """Say whether any of these roles may call an operation. Raises `Unmapped` for one that is not in the map."""
    if operation not in PERMISSIONS:
        raise Unmapped(operation)
    return not PERMISSIONS[operation].isdisjoint(roles)


class Unmapped(LookupError):  # noqa: N818 -- exceptions state the fact
    """An operation is missing from the permission map: nobody may call it."""
