"""Secrets that we must read again (second factors, an identity provider's secret) are stored sealed: a backup opens nothing."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(purpose: str, text: str) -> str:
    """Return the text as only this installation can read it, and only for the same purpose."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """Return the text. Raises `InvalidToken` when it was sealed for something else, or with a key that is gone."""
    return _box(purpose).decrypt(sealed.encode()).decode()


def _box(purpose: str) -> MultiFernet:
    """The first key seals, every key opens: that is how keys are changed."""
    keys = settings.VOORRANG_SEALING_KEYS or [settings.SECRET_KEY]
    digests = (hashlib.sha256(f"voorrang.{purpose}:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
