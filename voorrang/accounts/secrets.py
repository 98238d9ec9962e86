"""How the secret half of a PIN is kept and compared: argon2id of the secret and a pepper that the database never sees."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from django.conf import settings

_hasher = PasswordHasher()


def hash_pin_secret(selector: str, secret: str) -> str:
    """Return the argon2id hash that is stored. Slow on purpose: eight digits fall to a fast hash within minutes."""
    return _hasher.hash(_peppered(selector, secret))


def is_pin_secret(stored: str | None, selector: str, secret: str) -> bool:
    """Say whether a secret belongs to a stored hash. Without a hash it takes as long and says no."""
    try:
        _hasher.verify(stored or _nobodys_hash(), _peppered(selector, secret))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def _peppered(selector: str, secret: str) -> str:
    return f"{selector}:{secret}:{settings.VOORRANG_PIN_PEPPER}"


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("no PIN has this secret")
