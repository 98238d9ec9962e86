"""Customers of the cast with a mail domain that is shown to be theirs."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.cast import StandingCast
from tests.sign_in.fake_oidc import FakeProvider


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def fake() -> Iterator[FakeProvider]:
    """An OpenID Connect provider on this machine."""
    with FakeProvider() as provider:
        yield provider


@pytest.fixture
def town(cast: StandingCast, settings: Any) -> StandingCast:
    settings.VOORRANG_BASE_URL = "https://support.example.com"
    return cast
