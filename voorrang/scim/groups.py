"""/Groups: a group whose name ends with a role gives that role to its members."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from voorrang.accounts.actions.provisioning import delete_group, save_group
from voorrang.accounts.models import ProvisionedGroup
from voorrang.lib.clock import now
from voorrang.scim.door import body_of, operations, page
from voorrang.scim.patches import apply
from voorrang.scim.problems import ScimError, answer
from voorrang.scim.shapes import group_facts, group_resource, location

FILTERS = {"displayname": "display_name__iexact", "externalid": "external_id", "id": "id"}


def _list(request: Any) -> HttpResponse:
    found = ProvisionedGroup.objects.order_by("display_name", "id")
    with_members = "members" not in request.GET.get("excludedAttributes", "")
    return page(request, found, FILTERS, partial(group_resource, with_members=with_members))


def _create(request: Any) -> HttpResponse:
    group = _save(request, None, body_of(request))
    response = answer(group_resource(group), status=201)
    response.headers["Location"] = location("Groups", group.id)
    return response


def _read(request: Any, group_id: UUID) -> HttpResponse:
    with_members = "members" not in request.GET.get("excludedAttributes", "")
    return answer(group_resource(_group(group_id), with_members=with_members))


def _replace(request: Any, group_id: UUID) -> HttpResponse:
    return answer(group_resource(_save(request, _group(group_id), body_of(request))))


def _patch(request: Any, group_id: UUID) -> HttpResponse:
    group = _group(group_id)
    return answer(group_resource(_save(request, group, apply(group_resource(group), body_of(request)))))


def _delete(request: Any, group_id: UUID) -> HttpResponse:
    delete_group(group=_group(group_id), by=request.visitor.by, at=now())
    return HttpResponse(status=204)


def _save(request: Any, group: ProvisionedGroup | None, resource: Any) -> ProvisionedGroup:
    name, external_id, members = group_facts(resource)
    return save_group(
        group=group, display_name=name, external_id=external_id, members=members, by=request.visitor.by, at=now()
    )


def _group(group_id: UUID) -> ProvisionedGroup:
    group: ProvisionedGroup | None = ProvisionedGroup.objects.filter(id=group_id).first()
    if group is None:
        raise ScimError(404, "There is no such group.")
    return group


collection = operations(GET=_list, POST=_create)
single = operations(GET=_read, PUT=_replace, PATCH=_patch, DELETE=_delete)
