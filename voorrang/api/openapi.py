"""The API described: OpenAPI 3.1, made once from the operations, and committed as `docs/openapi.json`."""

import json
from functools import cache
from http import HTTPStatus
from typing import Any

from django.utils.translation import override

from voorrang.api.problems import KINDS, MEDIA_TYPE

PREFIX = "/api/v1/"

_PARAMETERS: dict[str, dict[str, Any]] = {
    "IdempotencyKey": {
        "in": "header",
        "name": "Idempotency-Key",
        "required": False,
        "schema": {"type": "string", "maxLength": 128},
        "description": "A word of your own for this request. Sent again with the same content, the first answer comes back "
        "and nothing is done twice.",
    },
    "IfMatch": {
        "in": "header",
        "name": "If-Match",
        "required": False,
        "schema": {"type": "string"},
        "example": '"3"',
        "description": "The ETag that you read: do it only if nothing came in between, else 412 with what did.",
    },
    "IfNoneMatch": {
        "in": "header",
        "name": "If-None-Match",
        "required": False,
        "schema": {"type": "string"},
        "example": '"3"',
        "description": "The ETag that you have: 304 without a body if it is still the present one.",
    },
    "Customer": {
        "in": "header",
        "name": "Voorrang-Customer",
        "required": False,
        "schema": {"type": "string"},
        "example": "NORD",
        "description": "The customer's code. Tokens of the vendor name the customer with it; a customer's token leaves it out.",
    },
    "Language": {
        "in": "header",
        "name": "Accept-Language",
        "required": False,
        "schema": {"type": "string"},
        "example": "nl",
        "description": "The language of texts: en or nl.",
    },
}
_WITH_VERSION = "/cases/{case_id}"
_PROBLEMS_FROM = 400
_DONE = {"200": "What was asked for.", "201": "Made.", "304": "You have the present version."}
_HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "The version of the case."},
    "Location": {"schema": {"type": "string"}, "description": "Where to read what was made."},
    "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."},
}


@cache
def schema() -> dict[str, Any]:
    """Return the whole document, in English."""
    from voorrang.api.api import api

    with override("en"):
        found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
        found["info"]["description"] = _about()
        for path, operations in found["paths"].items():
            for method, operation in operations.items():
                _complete(path, method, operation)
        found = _without_titles(found)
        found["info"]["title"] = api.title
        found["components"]["parameters"] = _PARAMETERS
        found["components"]["responses"] = _problems()
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{"token": []}]
        found["tags"] = [{"name": name} for name in _tags(found)]
        found.pop("servers", None)
    return found


@cache
def schema_bytes() -> bytes:
    """Return the document as it is served."""
    return json.dumps(schema(), ensure_ascii=False, separators=(",", ":")).encode()


def schema_text() -> str:
    """Return the document as it is committed: sorted and indented, so that a change reads well."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["parameters"] += [{"$ref": f"#/components/parameters/{name}"} for name in _headers_of(path, method)]
    operation["tags"] = operation.get("tags", [])[:1]
    answers: dict[str, Any] = {}
    for status, response in operation["responses"].items():
        if int(status) < _PROBLEMS_FROM:
            answers[status] = _done(path, status, response)
        elif status != "404" or "{" in path:
            answers[status] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = answers


def _headers_of(path: str, method: str) -> list[str]:
    names = ["Customer", "Language"]
    if method == "post":
        names.insert(0, "IdempotencyKey")
    if _WITH_VERSION in path and method != "get":
        names.insert(0, "IfMatch")
    elif _WITH_VERSION in path and not path.endswith("/closure"):
        names.insert(0, "IfNoneMatch")
    return names


def _done(path: str, status: str, response: dict[str, Any]) -> dict[str, Any]:
    headers = ["ETag"] if _WITH_VERSION in path else []
    if status == "201" and not path.endswith("/entitlement-checks"):
        headers.append("Location")
    described = response | {"description": _DONE[status]}
    if headers:
        described["headers"] = {name: _HEADERS[name] for name in headers}
    return described


def _problems() -> dict[str, Any]:
    answers = {}
    for kind in KINDS.values():
        body = "ChangedBody" if kind.status == HTTPStatus.PRECONDITION_FAILED else "ProblemBody"
        response: dict[str, Any] = {
            "description": str(kind.what),
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{body}"}}},
        }
        if kind.status == HTTPStatus.TOO_MANY_REQUESTS:
            response["headers"] = {"Retry-After": _HEADERS["Retry-After"]}
        answers[f"Problem{kind.status.value}"] = response
    return answers


def _without_titles(found: Any) -> Any:
    """Leave out the titles that pydantic makes of field names; a field named title stays."""
    if isinstance(found, list):
        return [_without_titles(one) for one in found]
    if not isinstance(found, dict):
        return found
    return {
        name: {key: _without_titles(one) for key, one in value.items()}
        if name == "properties"
        else _without_titles(value)
        for name, value in found.items()
        if not (name == "title" and isinstance(value, str))
    }


def _tags(found: dict[str, Any]) -> list[str]:
    tags: dict[str, None] = {}
    for operations in found["paths"].values():
        for operation in operations.values():
            tags.update(dict.fromkeys(operation["tags"]))
    return list(tags)


def _about() -> str:
    problems = "\n".join(f"- `{key}` ({kind.status.value}): {kind.what}" for key, kind in KINDS.items())
    return _ABOUT + problems


_ABOUT = """Ask whether support may be claimed, open cases and follow them.

**Tokens.** `Authorization: Bearer ...`. A helpdesk lead makes tokens in the portal; each may call what its scopes say, and sees
what its contact may see. Tokens of the vendor name the customer in `Voorrang-Customer`, or by the PIN of a caller.

**Lists** answer `{"items": [...], "next": cursor}`. Send `next` back as `cursor`, with the same filters, until it is null.

**Writing twice.** Send an `Idempotency-Key` with a POST: the same request is done once and answered alike.

**Versions.** A case has an `ETag`. Send it back in `If-None-Match` to read only news, in `If-Match` to write only on what you read.

**Times** are RFC 3339 in UTC with `Z`; ends of periods are exclusive. Ids are UUIDs; numbers are for people.

**Decisions.** A refusal is an answer, not an error: 201 with `case: null`, the reasons with their clauses, what would cure it, and
how to object.

**Problems** (RFC 9457) say what is wrong with which field, and what to do:

"""
