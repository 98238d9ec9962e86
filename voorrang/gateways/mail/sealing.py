"""A mail may hold a one-time link, so what waits in the queue is encrypted: a backup of the database opens nothing."""

import base64
import hashlib
import json
from dataclasses import asdict

from cryptography.fernet import Fernet
from django.conf import settings

from voorrang.gateways.mail.gateway import Message


def seal(message: Message) -> str:
    """Return the message as text that only this installation can read."""
    return _box().encrypt(json.dumps(asdict(message)).encode()).decode()


def unseal(sealed: str) -> Message:
    """Return the message. Raises `InvalidToken` when it was sealed with another secret key."""
    return Message(**json.loads(_box().decrypt(sealed.encode())))


def _box() -> Fernet:
    key = hashlib.sha256(b"voorrang.mail:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
