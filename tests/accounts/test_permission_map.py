"""The permission map and the doors are in step: nothing is unmapped, nothing is dead, and every answer is as it says."""

import json
import types
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import path

from tests.accounts.doors import Page, api_views, example, operations, pages, plain
from tests.api.systems import System, system_of, vendor_system
from tests.cast import (
    AT,
    CustomerRole,
    StaffRole,
    StandingCast,
    make_person,
    make_staff,
    serving,
)
from voorrang.accounts.scopes import TokenScope
from voorrang.accounts.visitor import NOBODY, VENDOR_TOKEN
from voorrang.config import urls
from voorrang.permissions.map import PERMISSIONS, Unmapped

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
OPERATIONS = sorted(name for name in PERMISSIONS if " /" in name)
REFERENCE = {"GET /api/v1/", "GET /api/v1/docs", "GET /api/v1/openapi.json"}
ANSWERS_ANYWAY = {200, 302, 400, 404, 405, 409, 422}
"""What somebody gets who may come in, at an address where nothing is, or without the values of a form."""
ELSEWHERE = ("desk:", "scim:", "healthz", "readyz")
"""tests/desk/test_pages.py opens the desk's pages, tests/scim those of directories."""
ASK_BY_QUERY = (
    "portal:choose-customer",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
)
"""Pages that name an object in their query, or speak of a second factor that nobody has set up here."""


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    settings.VOORRANG_NOW = AT


def test_every_page_is_in_the_map_and_no_entry_is_dead(record_property: Any) -> None:
    names = [page.name for page in pages()]
    record_property("pages", len(names))
    assert len(names) == len(set(names)), "two pages have one name"
    assert set(names) == {name for name in PERMISSIONS if " /" not in name}
    assert len(names) > 70


def test_every_operation_is_in_the_map_and_in_the_schema(record_property: Any) -> None:
    mapped = {plain(name) for name in OPERATIONS}
    record_property("operations", len(mapped))
    assert mapped - REFERENCE == operations()
    assert {
        plain(f"GET {page.address}") for page in api_views() if page.name in {"api:index", "api:reference"}
    } <= mapped
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    told = {f"{method.upper()} {route}" for route, methods in schema["paths"].items() for method in methods}
    assert told == operations()


def test_a_view_that_nobody_mapped_is_caught(cast: StandingCast, settings: Any) -> None:
    planted = types.ModuleType("planted")
    planted.urlpatterns = [*urls.urlpatterns, path("planted/", urls.home, name="planted")]  # type: ignore[attr-defined]
    for handler in ("handler400", "handler403", "handler404", "handler500"):
        setattr(planted, handler, getattr(urls, handler))
    settings.ROOT_URLCONF = planted
    assert "planted" in {page.name for page in pages()} - set(PERMISSIONS)
    client = Client()
    client.force_login(cast.operator.user)
    with pytest.raises(Unmapped, match="planted"):
        client.get("/planted/")


@pytest.mark.parametrize("role", [*CustomerRole.values, *StaffRole.values])
def test_pages_open_as_the_map_says(role: str, cast: StandingCast) -> None:
    client, user = Client(), somebody(cast, role)
    user.password = make_password("a")  # who has none cannot confirm it
    user.save(update_fields=["password"])
    wrong = {}
    for page in pages():
        if page.name.startswith(ELSEWHERE):
            continue
        client.force_login(user)
        status = client.get(page.address).status_code
        if status not in expected(page, allowed=role in PERMISSIONS[page.name]):
            wrong[page.name] = status
    assert wrong == {}


def test_nobody_is_asked_to_sign_in(db: None) -> None:
    client = Client()
    for page in pages():
        answer = client.get(page.address)
        if page.name.startswith("scim:"):
            assert answer.status_code == 401, page.name
        elif NOBODY in PERMISSIONS[page.name]:
            assert answer.status_code in ANSWERS_ANYWAY | {503}, page.name
            assert "?next=" not in answer.headers.get("Location", ""), page.name
        else:
            assert answer.status_code == 302, page.name
            assert answer.headers["Location"].startswith("/account/login/?next="), page.name


@pytest.mark.parametrize("scope", TokenScope.values)
def test_a_tokens_scope_opens_its_operations_only(scope: str, cast: StandingCast) -> None:
    system = system_of(cast.management, scopes=[scope])
    assert answered(system, OPERATIONS) == {
        name: name in REFERENCE or bool(PERMISSIONS[name] & {scope, "token"}) for name in OPERATIONS
    }


def test_the_vendors_token_calls_everything(cast: StandingCast) -> None:
    assert cast.management
    assert all(VENDOR_TOKEN in PERMISSIONS[name] for name in OPERATIONS)
    assert answered(vendor_system("RHEIN"), OPERATIONS) == dict.fromkeys(OPERATIONS, True)


def test_without_a_token_nothing_is_called(db: None) -> None:
    for name in set(OPERATIONS) - REFERENCE:
        method, address = example(name)
        assert Client().generic(method, address).status_code == 401, name


def answered(system: System, names: list[str]) -> dict[str, bool]:
    """Say of each operation whether the token may call it."""
    found = {}
    for name in names:
        method, address = example(name)
        headers = {"Authorization": f"Bearer {system.token}"}
        if system.customer:
            headers["Voorrang-Customer"] = system.customer
        answer = system.client.generic(method, address, b"{}", content_type="application/json", headers=headers)
        assert answer.status_code not in {401, 500}, name
        found[name] = answer.status_code != 403
    return found


def expected(page: Page, *, allowed: bool) -> set[int]:
    if not allowed:
        return {403}
    return ANSWERS_ANYWAY if page.asks_for or page.name in ASK_BY_QUERY else ANSWERS_ANYWAY - {400, 404}


def somebody(cast: StandingCast, role: str) -> Any:
    """Return the user of a person with this role."""
    if role in StaffRole.values:
        return make_staff("Somebody Else", role).user
    if role == CustomerRole.PARTNER_ENGINEER:
        return cast.partner_engineer.user
    with serving(cast.management):
        return make_person("Sam Somebody", "sam@rhein.example", "+492211239999", role).user
