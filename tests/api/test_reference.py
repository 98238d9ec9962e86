"""The published schema: committed, complete, and readable as a page under our policy."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.systems import System
from voorrang.api.openapi import schema, schema_text
from voorrang.api.problems import KINDS
from voorrang.permissions.map import PERMISSIONS

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_committed_schema_is_the_present_one() -> None:
    assert COMMITTED.read_text() == schema_text(), "Run `voorrang api schema > docs/openapi.json` and commit it."


def test_nothing_was_removed() -> None:
    assert list(removed(json.loads(COMMITTED.read_text()), schema())) == []


def test_a_removal_would_be_found() -> None:
    planted: Any = json.loads(COMMITTED.read_text())
    del planted["paths"]["/api/v1/cases"]["post"]
    del planted["components"]["schemas"]["CaseBody"]["properties"]["number"]
    planted["paths"]["/api/v1/devices"]["get"]["parameters"].pop(0)
    planted["components"]["schemas"]["CaseIn"]["required"].append("language")
    planted["components"]["schemas"]["CaseIn"]["properties"]["impact"]["enum"].remove("site")
    found = "\n".join(removed(schema(), planted))
    for what in (
        "paths./api/v1/cases.post",
        "CaseBody.properties.number",
        "devices.get.parameters",
        "required",
        "enum",
    ):
        assert what in found, what


def test_it_says_what_interfaces_promise() -> None:
    found = schema()
    assert found["openapi"].startswith("3.1")
    wanted = {
        "customers",
        "contracts",
        "devices",
        "decisions",
        "cases",
        "cases/{case_id}/events",
        "cases/{case_id}/closure",
    }
    assert {f"/api/v1/{path}" for path in (*wanted, "entitlement-checks")} <= set(found["paths"])
    for name in ("ProblemBody", "OpenedBody", "CheckBody"):
        assert name in found["components"]["schemas"]


def test_every_operation_is_in_the_permission_map() -> None:
    from voorrang.api.urls import urlpatterns

    routes = {f"api/v1/{pattern.pattern}" for pattern in urlpatterns}
    keys = {key for key in PERMISSIONS if " /api/" in key}
    assert {key.partition(" /")[2] for key in keys} == routes
    described = {f"{method.upper()} {path}" for path, methods in schema()["paths"].items() for method in methods}
    pages = {"GET /api/v1/", "GET /api/v1/docs", "GET /api/v1/openapi.json"}
    assert {key.replace("<uuidstr:", "{").replace(">", "}") for key in keys} == described | pages


@pytest.mark.django_db
def test_the_schema_and_its_page_are_open_to_everybody() -> None:
    client = System().client
    served = client.get("/api/v1/openapi.json")
    assert json.loads(served.content) == schema()
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    for methods in schema()["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in text
    for name in schema()["components"]["schemas"]:
        assert f'id="schema-{name}"' in text
    for kind in KINDS:
        assert f'id="problem-{kind}"' in text
    assert "https://" not in text.replace("https://voorrang", "")
    assert "style=" not in text
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"


@pytest.mark.django_db
def test_the_page_speaks_dutch_too() -> None:
    answer = System().client.get("/api/v1/docs", headers={"Accept-Language": "nl"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Lijst van cases" in text
    assert "List cases" not in text


def removed(before: Any, after: Any, path: str = "") -> list[str]:
    """Return what a client of `before` would miss in `after`: members, items, and what was not asked of it before."""
    if isinstance(before, dict):
        if not isinstance(after, dict):
            return [path]
        lost = [f"{path}.{name}" for name in before if name not in after and name not in {"description", "examples"}]
        return lost + [
            one for name in before if name in after for one in removed(before[name], after[name], f"{path}.{name}")
        ]
    if isinstance(before, list):
        kept = [json.dumps(one, sort_keys=True) for one in after] if isinstance(after, list) else []
        if path.endswith(".required"):
            return [
                f"{path}: {one}" for one in after or [] if one not in before and ".schemas." in path and "In." in path
            ]
        if path.endswith(".parameters"):
            kept = [json.dumps([one.get("name"), one.get("$ref")]) for one in after]
            return [f"{path}: {one}" for one in before if json.dumps([one.get("name"), one.get("$ref")]) not in kept]
        return [f"{path}: {one}" for one in before if json.dumps(one, sort_keys=True) not in kept]
    return []
