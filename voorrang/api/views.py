"""The API's own pages: its schema, and the reference made from it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from voorrang.api.openapi import schema, schema_bytes
from voorrang.api.problems import KINDS
from voorrang.api.reference import operations_of, schemas_of


def index(_request: HttpRequest) -> HttpResponse:
    """Lead to the reference."""
    return HttpResponseRedirect(reverse("api:reference"))


def openapi_json(_request: HttpRequest) -> HttpResponse:
    """Serve the OpenAPI document."""
    return HttpResponse(schema_bytes(), content_type="application/json", headers={"Cache-Control": "no-cache"})


def reference(request: HttpRequest) -> HttpResponse:
    """Show the reference: every operation with its fields and examples, without a foreign script."""
    found = schema()
    context: dict[str, Any] = {
        "tags": [(tag["name"], operations_of(found, tag["name"])) for tag in found["tags"]],
        "schemas": schemas_of(found),
        "problems": [(key, kind.status.value, kind.title, kind.what) for key, kind in KINDS.items()],
    }
    return render(request, "api/reference.html", context)
