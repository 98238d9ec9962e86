"""PINs are hashed cheaply here: how slow argon2 is, is its makers' business."""

import pytest
from argon2 import PasswordHasher

from voorrang.accounts import secrets


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    secrets._nobodys_hash.cache_clear()
