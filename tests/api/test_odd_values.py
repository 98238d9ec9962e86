"""Odd values thrown at every operation of the API and at every page and its form: always an answer, never a failure.

The quick version runs with every test run; `make proof` throws many more, from another seed each time.
"""

import json
import os
import string
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.accounts.doors import NOT_THERE, api_views, operations, pages
from tests.api.systems import System, system_of, vendor_system
from tests.cast import StandingCast
from tests.entitlements.claims import Scene
from voorrang.permissions.map import PERMISSIONS

SEED = os.environ.get("HYPOTHESIS_PROFILE") != "proof"
QUICK = settings(max_examples=40, deadline=None, derandomize=SEED, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))

ODD_TEXTS = [
    "", " ", "\x00", "a\x00b", "\ufeff", "\u202e", "\ud7ff", "é" * 300, "x" * 70_000, "1E+10", "0012", "-1", "NaN",
    "9" * 400, "' OR 1=1 --", "{{ 7*7 }}", "<script>alert(1)</script>", "../../etc/passwd", "%00", "null", "true", "[]",
    "2026-02-30", "0000-00-00", "9999-12-31T23:59:59Z", "2026-03-02T09:00:00", "+49", "=1+1", "a;b", "a\tb", '"', "DE", "PA+",
    str(NOT_THERE), str(uuid4()), "*", "\\", "U80M6E", "k", "-0", "1e400", "٣", "😀",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD_TEXTS), st.text(max_size=40), st.text(string.printable, max_size=40))
SCALARS = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)
FIELDS = [
    "symptom", "devices", "language", "impact", "self_diagnosis", "caller", "pin", "country", "type", "text", "exclusions",
    "serial", "kind", "contact_id", "phone", "reason",
]  # fmt: skip
GOOD = {
    "symptom": "Fan is loud",
    "devices": [{"serial": "CZC0000001"}],
    "language": "de",
    "impact": "site",
    "self_diagnosis": {"a": "b"},
    "caller": {"phone": "+4930"},
    "text": "1.7",
    "type": "question",
    "country": "DE",
}
BODIES = st.one_of(
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6).map(lambda odd: GOOD | odd),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6),
    VALUES,
)
QUERIES = st.dictionaries(
    st.sampled_from(
        ["limit", "cursor", "status", "q", "country", "serial", "updated_since", "kind", "sort", "outcome", "x"]
    ),
    TEXTS.filter(lambda text: len(text) < 3_000),
    max_size=3,
)
PARTS = st.one_of(st.just(str(NOT_THERE)), st.sampled_from(["x", "%00", "..", "1", "a" * 200, "%E9", "'"]))
HEADERS = st.dictionaries(
    st.sampled_from(["If-Match", "Idempotency-Key", "Accept-Language", "Voorrang-Customer", "If-None-Match", "Accept"]),
    st.text(string.printable.strip(), max_size=40),
    max_size=2,
)
OPERATIONS = sorted(
    operations() | {f"GET {view.address}" for view in api_views() if view.name in {"api:index", "api:reference"}}
)
PAGE_NAMES = sorted(page.address for page in pages() if PERMISSIONS[page.name])


@pytest.fixture
def systems(rheinwerk: Scene) -> list[System]:
    return [system_of(rheinwerk.one), vendor_system("RHEIN"), vendor_system(), System()]


@pytest.fixture
def browsers(rheinwerk: Scene, cast: StandingCast) -> list[Client]:
    """Somebody of each door, and nobody."""
    clients = []
    for user in (rheinwerk.one.lead.user, cast.operator.user, cast.agent.user, cast.sales.user, None):
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        clients.append(client)
    return clients


def throw_at_the_api(systems: list[System]) -> Any:
    @given(
        st.sampled_from(OPERATIONS),
        st.integers(0, len(systems) - 1),
        PARTS,
        BODIES,
        QUERIES,
        HEADERS,
        st.binary(max_size=30),
    )
    def thrown(
        name: str, who: int, part: str, body: Any, query: dict[str, str], headers: dict[str, str], junk: bytes
    ) -> None:
        method, _space, route = name.partition(" ")
        address = "".join(part if piece == "id" else piece for piece in _pieces(route))
        content = junk if junk.startswith(b"\x01") else json.dumps(body).encode()
        system = systems[who]
        sent = headers | ({"Authorization": f"Bearer {system.token}"} if system.token else {})
        if system.customer and "Voorrang-Customer" not in sent:
            sent["Voorrang-Customer"] = system.customer
        answer = system.client.generic(
            method, address, content, content_type="application/json", headers=sent, query_params=query
        )
        assert answer.status_code < 500, (name, query, answer.content[:300])
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json", (name, answer.content[:200])

    return thrown


def throw_at_pages(browsers: list[Client]) -> Any:
    names = st.sampled_from(["title", "serials", "text", "act", "version", "customer", "code", "name", "pin", "phone", "starts_on",
                             "country", "line-0-article", "line-0-quantity", "line-TOTAL_FORMS", "language", "idempotency_key",
                             "next", "seen", "owner", "email", "contact", "scopes", "password", "found"])  # fmt: skip

    @given(
        st.sampled_from(PAGE_NAMES), st.integers(0, len(browsers) - 1), st.booleans(), st.dictionaries(names, TEXTS, max_size=6),
        QUERIES, st.binary(max_size=60),
    )  # fmt: skip
    def thrown(address: str, who: int, post: bool, data: dict[str, str], query: dict[str, str], junk: bytes) -> None:
        browser = browsers[who]
        query = query | ({"customer": "RHEIN"} if len(junk) % 2 else {})
        if post:
            file = {"file": SimpleUploadedFile("fleet.csv", junk)} if "import" in address else {}
            answer = browser.post(address, {**data, **file}, query_params=query)
        else:
            answer = browser.get(address, query_params=query)
        assert answer.status_code < 500 or address == "/readyz", (address, data, query)

    return thrown


def _pieces(route: str) -> list[str]:
    return [piece for part in route.split("{") for piece in (["id", part.partition("}")[2]] if "}" in part else [part])]


def test_the_api_answers_odd_values(systems: list[System]) -> None:
    QUICK(throw_at_the_api(systems))()


def test_pages_answer_odd_values(browsers: list[Client]) -> None:
    QUICK(throw_at_pages(browsers))()


@pytest.mark.proof
def test_the_api_answers_thousands_of_odd_values(systems: list[System], record_property: Any) -> None:
    LONG(throw_at_the_api(systems))()
    record_property("requests", LONG.max_examples)


@pytest.mark.proof
def test_pages_answer_thousands_of_odd_values(browsers: list[Client], record_property: Any) -> None:
    LONG(throw_at_pages(browsers))()
    record_property("requests", LONG.max_examples)
