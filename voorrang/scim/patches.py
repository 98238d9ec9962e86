"""PATCH (RFC 7644, 3.5.2), applied to a resource as JSON, forgiving what large directories get wrong.

They write "Replace" for "replace", "False" for false, and dotted names as keys of a value without a path.
"""

from typing import Any

from voorrang.scim.paths import Path, read_path
from voorrang.scim.problems import ScimError

OPERATIONS = ("add", "replace", "remove")
MOST = 1000


def apply(resource: dict[str, Any], body: Any) -> dict[str, Any]:
    """Return the resource after all operations of the message. Raises `ScimError`; then nothing is changed."""
    operations = _get(body, "operations") if isinstance(body, dict) else None
    if not isinstance(operations, list) or not operations or len(operations) > MOST:
        raise ScimError(400, "A patch needs a list of Operations.", "invalidSyntax")
    result: dict[str, Any] = _copy(resource)
    for operation in operations:
        if not isinstance(operation, dict):
            raise ScimError(400, "Each operation is an object with op, path and value.", "invalidSyntax")
        kind = str(_get(operation, "op") or "").lower()
        if kind not in OPERATIONS:
            raise ScimError(400, "op is add, replace or remove.", "invalidSyntax")
        _one(result, kind, _get(operation, "path"), _get(operation, "value"))
    return result


def _one(resource: dict[str, Any], kind: str, path: Any, value: Any) -> None:
    if path is None or path == "":
        if kind == "remove":
            raise ScimError(400, "remove needs a path.", "noTarget")
        if not isinstance(value, dict):
            raise ScimError(400, "Without a path the value is an object.", "invalidValue")
        for name, part in value.items():
            if name != "schemas":
                _change(resource, kind, read_path(str(name)), part)
        return
    if not isinstance(path, str):
        raise ScimError(400, "A path is text.", "invalidPath")
    _change(resource, kind, read_path(path), value)


def _change(resource: dict[str, Any], kind: str, path: Path, value: Any) -> None:
    name = _name(resource, path.name)
    if path.where is not None:
        _change_items(resource, name, kind, path, value)
    elif path.sub:
        holder = resource.setdefault(name, {})
        if not isinstance(holder, dict):
            raise ScimError(400, f"{path.name} has no parts.", "invalidPath")
        _set(holder, path.sub, kind, value)
    else:
        _set(resource, path.name, kind, value)


def _set(holder: dict[str, Any], wanted: str, kind: str, value: Any) -> None:
    name = _name(holder, wanted)
    held = holder.get(name)
    if kind == "remove":
        if isinstance(held, list) and isinstance(value, list | dict):
            holder[name] = [item for item in held if not any(_same(item, one) for one in _list(value))]
        else:
            holder.pop(name, None)
    elif kind == "add" and isinstance(held, list):
        holder[name] = held + [item for item in _list(value) if not any(_same(item, one) for one in held)]
    elif isinstance(held, dict) and isinstance(value, dict):
        for part, content in value.items():
            held[_name(held, part)] = content
    else:
        holder[name] = value


def _change_items(resource: dict[str, Any], name: str, kind: str, path: Path, value: Any) -> None:
    held = resource.get(name)
    items = held if isinstance(held, list) else []
    where, wanted = path.where or ("", None)
    found = [item for item in items if isinstance(item, dict) and _equal(_get(item, where), wanted)]
    if kind == "remove" and not path.sub:
        resource[name] = [item for item in items if item not in found]
        return
    if not found:
        if kind == "remove":
            return
        # Directories set `emails[type eq "work"].value` of a person that has none yet.
        found = [{where: wanted}]
        resource[name] = [*items, *found]
    for item in found:
        if path.sub:
            _set(item, path.sub, kind, value)
        elif isinstance(value, dict):
            item.update(value)
        else:
            raise ScimError(400, "The value is an object.", "invalidValue")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict) and "value" in one:
        return bool(one["value"] == _get(other, "value"))
    return bool(one == other)


def _equal(held: Any, wanted: Any) -> bool:
    if isinstance(held, str) and isinstance(wanted, str):
        return held.lower() == wanted.lower()
    return bool(held == wanted)


def _name(holder: dict[str, Any], wanted: str) -> str:
    """Return how the holder spells a name, else the name as it is."""
    return next((name for name in holder if name.lower() == wanted.lower()), wanted)


def _get(holder: dict[str, Any], wanted: str) -> Any:
    return next((value for name, value in holder.items() if str(name).lower() == wanted.lower()), None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(part) for name, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value
