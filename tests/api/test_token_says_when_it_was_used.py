"""A token says when it was last used, written once an hour at most."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.systems import System
from tests.cast import AT, serving
from tests.entitlements.claims import Scene
from voorrang.accounts.models import ApiToken, VendorToken


def last_use(scene: Scene) -> Any:
    with serving(scene.one):
        return ApiToken.objects.get().last_used_at


def test_it_is_written_with_the_first_use(rheinwerk: Scene, ours: System) -> None:
    assert last_use(rheinwerk) is None
    ours.get("cases")
    assert last_use(rheinwerk) == AT


def test_and_then_once_an_hour(rheinwerk: Scene, ours: System, settings: Any) -> None:
    ours.get("cases")
    settings.VOORRANG_NOW = AT + timedelta(minutes=59)
    with CaptureQueriesContext(connection) as seen:
        ours.get("cases")
    assert not any("last_used_at =" in one["sql"] for one in seen.captured_queries)
    assert last_use(rheinwerk) == AT
    settings.VOORRANG_NOW = AT + timedelta(hours=1)
    ours.get("cases")
    assert last_use(rheinwerk) == AT + timedelta(hours=1)


def test_what_was_refused_is_written_with_the_next_use(rheinwerk: Scene, ours: System) -> None:
    ours.get("cases/00000000-0000-0000-0000-000000000001")
    ours.get("cases")
    assert last_use(rheinwerk) == AT


def test_the_vendors_token_too(rheinwerk: Scene, vendors: System) -> None:
    vendors.get("cases")
    assert VendorToken.objects.get().last_used_at == AT
