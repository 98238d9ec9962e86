"""Every kind of answer tells browsers the same rules: pages, errors, files, the API, what never reached a view."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import AT, StandingCast
from tests.desk.door import Door, Scenery, scenery_of
from tests.desk.test_pages import PAGES
from voorrang.config.middleware.headers import HTTPS_ONLY, Headers
from voorrang.config.middleware.overload import Overload
from voorrang.config.seats import FULL

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEEDED = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
"""Directives of every page's policy."""


@pytest.fixture(autouse=True)
def present(settings: Any) -> Iterator[None]:
    settings.VOORRANG_NOW = AT
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    return scenery_of(cast)


def holds(answer: Any, *, is_page: bool = True) -> None:
    """Assert the rules for one answer; for a page also that each script and style carries the nonce of its policy."""
    said = {name: answer.headers.get(name) for name in EXPECTED}
    assert said == EXPECTED
    assert answer.headers["Permissions-Policy"].count("=()") >= 5
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    if not is_page:
        return
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert [part for part in NEEDED if part not in policy] == []
    text = answer.content.decode()
    nonces = set(re.findall(r"'nonce-([^']+)'", policy))
    tags = re.findall(r"<(?:script|style)\b[^>]*>", text)
    inline = [tag for tag in tags if 'src="/static/' not in tag]
    assert [tag for tag in inline if not any(f'nonce="{nonce}"' in tag for nonce in nonces)] == []
    assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)\s*=\s*[\"']", re.sub(r"(?s)<script.*?</script>", "", text)) == []


def test_each_page_of_the_desk(scenery: Scenery, cast: StandingCast) -> None:
    door = Door(cast.operator)
    for name, ask in PAGES.items():
        arguments, query = ask(scenery)
        answer = door.client.get(reverse(name, args=arguments), query)
        holds(answer, is_page=answer.headers["Content-Type"] not in {"application/pdf", "application/zip"})


def test_each_page_of_the_portal(scenery: Scenery) -> None:
    client = Client()
    client.force_login(scenery.one.lead.user)
    names = [
        "portal:home",
        "portal:contract",
        "portal:case-list",
        "portal:case-open",
        "portal:fleet",
        "portal:helpdesk",
    ]
    for address in [*map(reverse, names), "/programme/", "/account/devices/", "/account/second-factor/"]:
        holds(client.get(address))


def test_pages_for_whoever_comes_by(cast: StandingCast) -> None:
    for address in ("/account/login/", "/account/company/", "/invitation/x", "/pin/x", reverse("api:reference")):
        holds(Client().get(address, follow=True))


def test_two_answers_never_share_a_nonce() -> None:
    policies = [Client().get("/account/login/").headers["Content-Security-Policy"] for _ in range(2)]
    nonces = [re.search(r"'nonce-([^']+)'", policy) for policy in policies]
    assert all(nonces)
    assert len({found[1] for found in nonces if found}) == 2
    assert all(len(found[1]) >= 22 for found in nonces if found)  # 128 bits


def test_pages_that_say_no(scenery: Scenery, cast: StandingCast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(scenery.one.engineer.user)
    missing = client.get("/portal/nothing-here/")
    refused = client.get("/desk/")
    wrong_host = client.get("/account/login/", headers={"Host": "evil.example"})
    unusable = client.post(reverse("portal:case-open"), {"title": ""})
    too_large = client.post("/account/login/", {"x": "y"}, headers={"Content-Length": "99000000"})
    forged = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    monkeypatch.setattr("voorrang.portal.home.views.render", _fail)
    broken = client.get("/portal/")
    answers = [missing, refused, wrong_host, unusable, too_large, forged, broken]
    assert [one.status_code for one in answers] == [404, 403, 400, 422, 413, 403, 500]
    for answer in answers:
        holds(answer)
        assert "Traceback" not in answer.content.decode()
        assert "the inside" not in answer.content.decode()


def _fail(*_: Any, **__: Any) -> None:
    raise RuntimeError("the inside")


def test_a_page_that_has_no_turn(rf: Any) -> None:
    """It is answered before anything else runs, and yet with the policy."""
    from django.middleware.csp import ContentSecurityPolicyMiddleware
    from django.middleware.security import SecurityMiddleware

    busy = Overload(lambda _request: pytest.fail("nobody is let in"))
    answer = SecurityMiddleware(ContentSecurityPolicyMiddleware(Headers(busy)))(rf.get("/portal/", **{FULL: True}))
    assert answer.status_code == 503
    holds(answer)


def test_what_is_no_page(scenery: Scenery, cast: StandingCast, settings: Any, tmp_path: Any) -> None:
    settings.VOORRANG_FILES = tmp_path
    door = Door(scenery.one.lead)
    door.post("portal:file-add", scenery.case.id, data={"file": SimpleUploadedFile("a.txt", b"text")})
    contract = scenery.contract()
    client = door.client
    link = re.search(
        r"/portal/cases/[^\"]*/files/[^\"]*/", client.get(f"/portal/cases/{scenery.case.id}/").content.decode()
    )
    answers = [
        client.get("/api/v1/cases"),
        client.get("/api/v1/nothing"),
        client.get("/healthz"),
        client.get(reverse("portal:case-list"), {"format": "csv"}),
        client.get(reverse("portal:onboarding-pdf", args=[contract.number])),
        client.get("/static/ui/js/once.js"),
        client.get(link[0], follow=True) if link else None,
    ]
    for answer in answers:
        assert answer is not None
        holds(answer, is_page=False)
        answer.close()


def test_what_is_personal_is_kept_by_no_browser(scenery: Scenery) -> None:
    client = Client()
    client.force_login(scenery.one.lead.user)
    for address, query in (("/portal/", {}), ("/portal/cases/", {"format": "csv"}), ("/account/devices/", {})):
        assert "no-store" in client.get(address, query).headers["Cache-Control"], address
    script = client.get("/static/ui/js/once.js")
    assert "public" in script.headers["Cache-Control"]
    script.close()


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_a_method_that_nobody_needs_is_refused(method: str) -> None:
    answer = Client().generic(method, "/account/login/")
    assert answer.status_code == 405
    assert "TRACE" not in answer.headers["Allow"]


def test_under_https_browsers_stay_there(rf: Any, settings: Any) -> None:
    def answer(base_url: str) -> Any:
        settings.VOORRANG_BASE_URL = base_url
        from django.http import HttpResponse

        return Headers(lambda _request: HttpResponse())(rf.get("/"))

    assert answer("https://support.example.com").headers["Strict-Transport-Security"] == HTTPS_ONLY
    assert "Strict-Transport-Security" not in answer("http://localhost:8000").headers


def test_under_https_cookies_are_bound_to_this_host() -> None:
    """The settings of another process: they are read once."""
    names = ("SESSION", "CSRF", "LANGUAGE")
    parts = ("NAME", "SECURE", "HTTPONLY", "SAMESITE")
    asked = (
        "import json; from voorrang.config import settings as s; "
        f"print(json.dumps({{n: [getattr(s, f'{{n}}_COOKIE_{{p}}', None) for p in {parts}] for n in {names}}}))"
    )
    environment = os.environ | {"VOORRANG_BASE_URL": "https://support.example.com"}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == {
        "SESSION": ["__Host-sessionid", True, True, "Lax"],
        "CSRF": ["__Host-csrftoken", True, True, None],
        "LANGUAGE": ["__Host-django_language", True, True, "Lax"],
    }
