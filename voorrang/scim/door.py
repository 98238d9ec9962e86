"""What every operation needs: its method, its body, its errors in SCIM's form, and lists in pages."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from voorrang.accounts.actions.leads import LastLead
from voorrang.accounts.actions.provisioning import NameTaken
from voorrang.scim.problems import ScimError, answer, error_answer

LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
MOST_ROWS = 200
type View = Callable[..., HttpResponse]


def operations(**views: View) -> View:
    """Return a view that serves one address by method, and answers every refusal as SCIM does."""

    @csrf_exempt  # a bearer token, never a cookie
    def serve(request: Any, **parts: Any) -> HttpResponse:
        view = views.get(request.method)
        if view is None:
            return error_answer(ScimError(405, f"Here is only {', '.join(sorted(views))}."))
        try:
            return view(request, **parts)
        except ScimError as error:
            return error_answer(error)
        except LastLead:
            detail = "This is the last helpdesk lead. Give the role to somebody else first."
            return error_answer(ScimError(409, detail, "mutability"))
        except NameTaken:
            detail = "Somebody else has this name or mail address already."
            return error_answer(ScimError(409, detail, "uniqueness"))

    return serve


def body_of(request: Any) -> Any:
    """Return the JSON of a request. Raises `ScimError`."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ScimError(400, "The body is not JSON.", "invalidSyntax") from error


def page(
    request: Any, found: QuerySet[Any], filters: Mapping[str, str], show: Callable[[Any], dict[str, Any]]
) -> HttpResponse:
    """Return one page of a list; `filters` names the look-up of each attribute that can be asked for."""
    from voorrang.scim.paths import read_filter

    if text := request.GET.get("filter", ""):
        name, value = read_filter(text)
        if name not in filters:
            raise ScimError(400, f"Filter by {', '.join(sorted(filters))}.", "invalidFilter")
        found = _looked_up(found, filters[name], value)
    start = max(_number(request, "startIndex", 1), 1)
    count = min(max(_number(request, "count", MOST_ROWS), 0), MOST_ROWS)
    rows = [show(row) for row in found[start - 1 : start - 1 + count]]
    body = {
        "schemas": [LIST],
        "totalResults": found.count(),
        "startIndex": start,
        "itemsPerPage": len(rows),
        "Resources": rows,
    }
    return answer(body)


def _looked_up(found: QuerySet[Any], field: str, value: Any) -> QuerySet[Any]:
    if not isinstance(value, str) or "\0" in value:
        return found.none()
    if field == "id":
        from uuid import UUID

        try:
            return found.filter(id=UUID(value))
        except ValueError:
            return found.none()
    return found.filter(**{field: value})


def _number(request: Any, name: str, usual: int) -> int:
    text = request.GET.get(name, "")
    try:
        return min(int(text), 10**6) if text else usual
    except ValueError as error:
        raise ScimError(400, f"{name} is a whole number.", "invalidValue") from error
