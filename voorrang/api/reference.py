"""The OpenAPI document as rows for the reference page. Dictionaries in, view models in the reader's language out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

type Described = Mapping[str, Any]

_PROBLEMS_FROM = 400
_DEEPEST = 6
_EXAMPLES = {"date-time": "2026-03-04T10:00:00Z", "uuid": "0198f2c1-7a40-7c3e-9d52-3f6a1b2c4d5e"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body, or one parameter. `schema` names the schema that its type leads to."""

    name: str
    type: str
    schema: str
    required: bool
    description: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One status that an operation answers with."""

    status: str
    description: str
    schema: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation with everything that the page shows of it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    body: str
    answers: tuple[Answer, ...]
    problems: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One schema: its fields and an example."""

    name: str
    description: str
    fields: tuple[Field, ...]
    example: str


def operations_of(document: Described, tag: str) -> list[Operation]:
    """Return the operations of one topic, in the document's order."""
    return [
        _operation(document, path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if tag in operation["tags"]
    ]


def schemas_of(document: Described) -> list[Shown]:
    """Return every schema by name."""
    return [
        Shown(
            name,
            _said(found),
            tuple(_fields(found, document)),
            _json(example_of({"$ref": f"#/components/schemas/{name}"}, document)),
        )
        for name, found in sorted(document["components"]["schemas"].items())
    ]


def _operation(document: Described, path: str, method: str, operation: Described) -> Operation:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    statuses = operation["responses"].items()
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=_said(operation, "summary"),
        description=_said(operation),
        parameters=tuple(_parameter(one, document) for one in operation["parameters"]),
        body=_leads_to(body),
        answers=tuple(
            Answer(status, _said(response), _leads_to(_content(response)))
            for status, response in statuses
            if int(status) < _PROBLEMS_FROM
        ),
        problems=tuple(status for status, _ in statuses if int(status) >= _PROBLEMS_FROM),
        example=_json(example_of(body, document)) if body else "",
    )


def _said(described: Described, what: str = "description") -> str:
    """Return a sentence in the reader's language. The catalogue knows those of the committed document."""
    text = described.get(what, "")
    return gettext(text) if text else ""


def _content(response: Described) -> Described:
    for content in response.get("content", {}).values():
        found: Described = content.get("schema", {})
        return found
    return {}


def _parameter(given: Described, document: Described) -> Field:
    parameter = _resolved(given, document)
    schema = parameter["schema"]
    return Field(
        name=parameter["name"],
        type=type_of(schema),
        schema="",
        required=parameter.get("required", False),
        description=_said(parameter),
        place=parameter["in"],
    )


def _fields(schema: Described, _document: Described) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, found in schema.get("properties", {}).items():
        yield Field(name, type_of(found), _leads_to(found), name in required, _said(found))


def type_of(schema: Described) -> str:
    """Return a type as people write it: `text or null`, `list of text`, `open | closed`."""
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(one) for one in schema["anyOf"]))
    if "$ref" in schema:
        return _name(schema["$ref"])
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    words = {"string": "text", "integer": "whole number", "boolean": "true | false", "object": "object", "null": "null"}
    return str(schema.get("format") or words.get(str(schema.get("type")), "any"))


def example_of(schema: Described, document: Described, depth: int = 0) -> Any:
    """Return an example that fits a schema: the one it gives, else one made of its parts."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return {} if depth > _DEEPEST else example_of(_resolved(schema, document), document, depth + 1)
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], document, depth)
    if "enum" in schema or "const" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    return _example_of_type(schema, document, depth + 1)


def _example_of_type(schema: Described, document: Described, depth: int) -> Any:
    match schema.get("type"):
        case "object":
            return {name: example_of(one, document, depth) for name, one in schema.get("properties", {}).items()}
        case "array":
            return [example_of(schema.get("items", {}), document, depth)]
        case "string":
            return _EXAMPLES.get(str(schema.get("format")), "...")
        case "integer" | "number":
            return schema.get("default", 1)
        case "boolean":
            return True
    return None


def _resolved(schema: Described, document: Described) -> Described:
    if "$ref" not in schema:
        return schema
    _, section, part, name = schema["$ref"].split("/")
    found: Described = document[section][part][name]
    return found


def _leads_to(schema: Described) -> str:
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in one:
            return _name(one["$ref"])
    return ""


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
