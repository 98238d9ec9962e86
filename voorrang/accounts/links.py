"""Where the links of mails lead. The doors serve exactly these paths; a test holds the two together."""

from django.conf import settings

INVITATION_PATH = "/invitation/{token}"
PIN_PATH = "/pin/{token}"
TOKENS_PATH = "/portal/helpdesk/tokens/"
HELPDESK_PATH = "/portal/helpdesk/"
ADMISSIONS_PATH = "/portal/helpdesk/admissions/"


def invitation_link(token: str) -> str:
    """Return the full address that accepts an invitation."""
    return settings.VOORRANG_BASE_URL.rstrip("/") + INVITATION_PATH.format(token=token)


def pin_link(token: str) -> str:
    """Return the full address that shows a new PIN once."""
    return settings.VOORRANG_BASE_URL.rstrip("/") + PIN_PATH.format(token=token)


def tokens_link() -> str:
    """Return the full address of the list of tokens."""
    return settings.VOORRANG_BASE_URL.rstrip("/") + TOKENS_PATH


def helpdesk_link() -> str:
    """Return the full address of the customer's own helpdesk: its people, PINs and partners."""
    return settings.VOORRANG_BASE_URL.rstrip("/") + HELPDESK_PATH


def admissions_link() -> str:
    """Return the full address of the callers who wait for a lead's word."""
    return settings.VOORRANG_BASE_URL.rstrip("/") + ADMISSIONS_PATH
