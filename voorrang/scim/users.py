"""/Users: people come, change and go as the directory says."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from voorrang.accounts.actions.provisioning import delete_user, save_user
from voorrang.accounts.models import ProvisionedUser
from voorrang.lib.clock import now
from voorrang.scim.door import body_of, operations, page
from voorrang.scim.patches import apply
from voorrang.scim.problems import ScimError, answer
from voorrang.scim.shapes import location, user_facts, user_resource

FILTERS = {
    "username": "user_name__iexact",
    "externalid": "external_id",
    "id": "id",
    "emails.value": "email__iexact",
    "emails": "email__iexact",
}


def _list(request: Any) -> HttpResponse:
    found = ProvisionedUser.objects.filter(deleted_at=None).order_by("user_name", "id")
    return page(request, found, FILTERS, user_resource)


def _create(request: Any) -> HttpResponse:
    user = save_user(user=None, facts=user_facts(body_of(request)), by=request.visitor.by, at=now())
    response = answer(user_resource(user), status=201)
    response.headers["Location"] = location("Users", user.id)
    return response


def _read(request: Any, user_id: UUID) -> HttpResponse:  # noqa: ARG001 -- every view's signature
    return answer(user_resource(_user(user_id)))


def _replace(request: Any, user_id: UUID) -> HttpResponse:
    user = _user(user_id)
    facts = user_facts(body_of(request), held_role=user.role)
    return answer(user_resource(save_user(user=user, facts=facts, by=request.visitor.by, at=now())))


def _patch(request: Any, user_id: UUID) -> HttpResponse:
    user = _user(user_id)
    shown = user_resource(user)
    # What groups give is no role of the person's own: a patch of something else must not make it one.
    shown["roles"] = [{"value": user.role}] if user.role else []
    facts = user_facts(apply(shown, body_of(request)))
    return answer(user_resource(save_user(user=user, facts=facts, by=request.visitor.by, at=now())))


def _delete(request: Any, user_id: UUID) -> HttpResponse:
    delete_user(user=_user(user_id), by=request.visitor.by, at=now())
    return HttpResponse(status=204)


def _user(user_id: UUID) -> ProvisionedUser:
    user: ProvisionedUser | None = ProvisionedUser.objects.filter(id=user_id, deleted_at=None).first()
    if user is None:
        raise ScimError(404, "There is no such user.")
    return user


collection = operations(GET=_list, POST=_create)
single = operations(GET=_read, PUT=_replace, PATCH=_patch, DELETE=_delete)
