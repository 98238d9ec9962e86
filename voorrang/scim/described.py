"""What we can do, as a directory asks before it begins (RFC 7643, 5 to 7)."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from voorrang.scim.door import LIST, MOST_ROWS, operations
from voorrang.scim.problems import ScimError, answer
from voorrang.scim.shapes import GROUP, USER

_CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema"


def _config(request: Any) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    no = {"supported": False}
    body = {
        "schemas": [_CONFIG],
        "patch": {"supported": True},
        "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST_ROWS},
        "changePassword": no,
        "sort": no,
        "etag": no,
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Bearer token",
                "description": "A token with the scope people.provision",
            }
        ],
        "meta": {"resourceType": "ServiceProviderConfig", "location": _at("ServiceProviderConfig")},
    }
    return answer(body)


def _types(request: Any) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    return _listed([_type("User", "Users", USER), _type("Group", "Groups", GROUP)])


def _one_type(request: Any, name: str) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    found = {"User": ("Users", USER), "Group": ("Groups", GROUP)}.get(name)
    if found is None:
        raise ScimError(404, "There is no such resource type.")
    return answer(_type(name, *found))


def _schemas(request: Any) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    return _listed(list(SCHEMAS.values()))


def _one_schema(request: Any, name: str) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    if name not in SCHEMAS:
        raise ScimError(404, "There is no such schema.")
    return answer(SCHEMAS[name])


def _attribute(name: str, kind: str = "string", **facts: Any) -> dict[str, Any]:
    usual = {
        "name": name,
        "type": kind,
        "multiValued": False,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    }
    return usual | facts


def _schema(urn: str, name: str, *attributes: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [_SCHEMA], "id": urn, "name": name, "attributes": list(attributes)}


_VALUE = _attribute("value")
SCHEMAS: dict[str, dict[str, Any]] = {
    USER: _schema(
        USER,
        "User",
        _attribute("userName", required=True, uniqueness="server"),
        _attribute("name", "complex", subAttributes=[_attribute("givenName"), _attribute("familyName")]),
        _attribute("displayName"),
        _attribute("active", "boolean"),
        _attribute("emails", "complex", multiValued=True, subAttributes=[_VALUE, _attribute("primary", "boolean")]),
        _attribute("roles", "complex", multiValued=True, subAttributes=[_VALUE]),
        _attribute("groups", "complex", multiValued=True, mutability="readOnly", subAttributes=[_VALUE]),
    ),
    GROUP: _schema(
        GROUP,
        "Group",
        _attribute("displayName", required=True, uniqueness="server"),
        _attribute("members", "complex", multiValued=True, subAttributes=[_VALUE]),
    ),
}


def _type(name: str, place: str, urn: str) -> dict[str, Any]:
    return {
        "schemas": [_TYPE],
        "id": name,
        "name": name,
        "endpoint": f"/{place}",
        "schema": urn,
        "meta": {"resourceType": "ResourceType", "location": _at(f"ResourceTypes/{name}")},
    }


def _listed(rows: list[dict[str, Any]]) -> HttpResponse:
    return answer(
        {"schemas": [LIST], "totalResults": len(rows), "startIndex": 1, "itemsPerPage": len(rows), "Resources": rows}
    )


def _at(path: str) -> str:
    return f"{settings.VOORRANG_BASE_URL.rstrip('/')}/scim/v2/{path}"


config, types, one_type = operations(GET=_config), operations(GET=_types), operations(GET=_one_type)
schemas, one_schema = operations(GET=_schemas), operations(GET=_one_schema)
