"""Secrets that open something: made once, stored as hashes, recognised by a prefix."""

import hashlib
import secrets
from dataclasses import dataclass

CUSTOMER_TOKEN = "vrc"  # noqa: S105 -- what a customer's token begins with
VENDOR_TOKEN = "vrv"  # noqa: S105 -- what a token of the vendor begins with


@dataclass(frozen=True, slots=True)
class Secret:
    """A fresh secret: `text` is shown once, `hash` is stored, `prefix` lets people recognise it."""

    text: str
    hash: str
    prefix: str


def make_secret(kind: str) -> Secret:
    """Return a new secret of 32 random bytes, `<kind>_...`, so that a leak is found by scanners."""
    text = f"{kind}_{secrets.token_urlsafe(32)}"
    return Secret(text=text, hash=hash_secret(text), prefix=text[:12])


def hash_secret(text: str) -> str:
    """Return the SHA-256 of a secret; enough for 256 random bits, unlike a PIN."""
    return hashlib.sha256(text.encode()).hexdigest()
