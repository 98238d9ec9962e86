"""Addresses of SCIM."""

from typing import Any

from django.http import HttpResponse
from django.urls import path

from voorrang.scim import described, groups, users
from voorrang.scim.door import operations
from voorrang.scim.problems import ScimError

app_name = "scim"


def _nothing(request: Any, rest: str = "") -> HttpResponse:  # noqa: ARG001 -- every view's signature
    raise ScimError(404, "There is nothing at this address.")


nothing = operations(GET=_nothing, POST=_nothing, PUT=_nothing, PATCH=_nothing, DELETE=_nothing)

urlpatterns = [
    path("Users", users.collection, name="users"),
    path("Users/<uuid:user_id>", users.single, name="user"),
    path("Groups", groups.collection, name="groups"),
    path("Groups/<uuid:group_id>", groups.single, name="group"),
    path("ServiceProviderConfig", described.config, name="config"),
    path("ResourceTypes", described.types, name="types"),
    path("ResourceTypes/<str:name>", described.one_type, name="type"),
    path("Schemas", described.schemas, name="schemas"),
    path("Schemas/<str:name>", described.one_schema, name="schema"),
    path("<path:rest>", nothing, name="nothing"),
]
