"""A customer's own program: it talks to the API and to the portal of a running installation."""

import http.client
import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.proof.world import Town

CSRF = "c" * 32


class Answer(NamedTuple):
    """What came back; status 0 when nothing did."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def send(port: int, method: str, path: str, body: str = "", timeout: float = 15, **headers: str) -> Answer:
    """Send one request over a connection of its own. A connection that broke is an answer of status 0."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body.encode() or None, headers=sent)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.headers), answer.read())
    except (OSError, http.client.HTTPException):
        return Answer(0, {}, b"")
    finally:
        connection.close()


def open_case(port: int, town: Town, title: str, key: str, serial: str) -> Answer:
    body = {
        "symptom": f"{title}\nDoes not start any more.",
        "devices": [{"serial": serial}],
        "country": town.country,
        "language": "en",
        "impact": "one_person",
        "self_diagnosis": {"steps": ["other adapter"], "finding": "board dead"},
    }
    return _post(port, town, "/api/v1/cases", body, key)


def reply(port: int, town: Town, case: str, text: str, key: str) -> Answer:
    return _post(port, town, f"/api/v1/cases/{case}/events", {"type": "reply", "text": text}, key)


def object_to(port: int, town: Town, text: str, key: str) -> Answer:
    return send(
        port,
        "POST",
        f"/portal/decisions/{town.decision}/objection/",
        urlencode({"text": text}),
        Host="localhost",
        Cookie=f"{town.cookie}; csrftoken={CSRF}",
        X_CSRFToken=CSRF,
        Idempotency_Key=key,
        Content_Type="application/x-www-form-urlencoded",
    )


def _post(port: int, town: Town, path: str, body: Any, key: str) -> Answer:
    return send(
        port,
        "POST",
        path,
        json.dumps(body),
        Host="localhost",
        Authorization=f"Bearer {town.token}",
        Idempotency_Key=key,
        Content_Type="application/json",
    )
