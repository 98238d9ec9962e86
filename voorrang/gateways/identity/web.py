"""Asking an identity provider over the web: the address comes from a customer, so it must not lead into our own network."""

import ipaddress
import json
import socket
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from voorrang.gateways.identity.shapes import IdentityRefused

TIMEOUT = 10
LONGEST_ANSWER = 1_000_000


def fetch_json(url: str, *, form: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at an address, asked by POST when there is a form. Follows no redirect.

    Raises `IdentityRefused`: `address` for one that is not public https, `unreachable` for no usable answer.
    """
    parts = urlsplit(url)
    host = allowed_host(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        # Connect to the address that was looked at: a second look-up could answer otherwise.
        connection._create_connection = lambda _where, *rest: socket.create_connection((host, connection.port), *rest)  # type: ignore[attr-defined]  # noqa: SLF001
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "application/json"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if form is None else "POST", path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read(LONGEST_ANSWER + 1)
        found = json.loads(body) if answer.status == 200 and len(body) <= LONGEST_ANSWER else None  # noqa: PLR2004
    except (OSError, HTTPException, ValueError) as error:
        raise IdentityRefused("unreachable") from error
    finally:
        connection.close()
    if not isinstance(found, dict):
        raise IdentityRefused("unreachable")
    return found


def allowed_host(url: str) -> str:
    """Return the IP address to connect to. Raises `IdentityRefused` for what is no public https address (demo: also this machine)."""
    parts = urlsplit(url)
    try:
        found = socket.getaddrinfo(parts.hostname or "", parts.port or 443, type=socket.SOCK_STREAM)
        address = ipaddress.ip_address(found[0][4][0])
    except (OSError, ValueError, UnicodeError) as error:
        raise IdentityRefused("address") from error
    if settings.VOORRANG_DEMO and address.is_loopback:
        return str(address)
    if parts.scheme != "https" or not address.is_global or parts.username:
        raise IdentityRefused("address")
    return str(address)
