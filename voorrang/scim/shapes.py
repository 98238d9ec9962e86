"""People and groups as SCIM writes them (RFC 7643), and back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from voorrang.accounts.actions.provisioning import ROLES, role_of
from voorrang.accounts.models import GroupMember, ProvisionedGroup, ProvisionedUser
from voorrang.rules.provisioning import named_role
from voorrang.scim.problems import ScimError

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


def user_resource(user: ProvisionedUser) -> dict[str, Any]:
    """Return a person as SCIM shows it."""
    groups = GroupMember.objects.filter(user=user).select_related("group").order_by("group__display_name")
    role = role_of(user)
    found = {
        "schemas": [USER],
        "id": str(user.id),
        "externalId": user.external_id or None,
        "userName": user.user_name,
        "name": {
            "givenName": user.given_name,
            "familyName": user.family_name,
            "formatted": f"{user.given_name} {user.family_name}".strip(),
        },
        "displayName": user.display_name or None,
        "emails": [{"value": user.email, "type": "work", "primary": True}] if user.email else [],
        "active": user.active,
        "roles": [{"value": role, "primary": True}] if role else [],
        "groups": [
            {"value": str(one.group_id), "display": one.group.display_name, "$ref": location("Groups", one.group_id)}
            for one in groups
        ],
        "meta": _meta("User", "Users", user),
    }
    return {name: value for name, value in found.items() if value is not None}


def group_resource(group: ProvisionedGroup, *, with_members: bool = True) -> dict[str, Any]:
    """Return a group as SCIM shows it."""
    found: dict[str, Any] = {
        "schemas": [GROUP],
        "id": str(group.id),
        "displayName": group.display_name,
        "meta": _meta("Group", "Groups", group),
    }
    if group.external_id:
        found["externalId"] = group.external_id
    if with_members:
        members = GroupMember.objects.filter(group=group).select_related("user").order_by("user__user_name")
        found["members"] = [
            {"value": str(one.user_id), "display": one.user.user_name, "$ref": location("Users", one.user_id)}
            for one in members
        ]
    return found


def user_facts(resource: Any, *, held_role: str = "") -> dict[str, Any]:
    """Return what a person's resource says. Raises `ScimError` for what cannot be kept."""
    user_name = _text(resource, "userName", 254)
    if not user_name:
        raise ScimError(400, "userName is needed.", "invalidValue")
    name = get(resource, "name")
    name = name if isinstance(name, dict) else {}
    email = _email(get(resource, "emails")) or (user_name if "@" in user_name else "")
    email = email.strip().lower()
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ScimError(400, "The mail address cannot be used.", "invalidValue") from error
    active = get(resource, "active")
    return {
        "user_name": user_name,
        "external_id": _text(resource, "externalId", 254),
        "given_name": _text(name, "givenName", 120),
        "family_name": _text(name, "familyName", 120),
        "display_name": _text(resource, "displayName", 120),
        "email": email,
        "active": True if active is None else boolean(active),
        "role": _role(get(resource, "roles"), held_role),
    }


def group_facts(resource: Any) -> tuple[str, str, list[ProvisionedUser]]:
    """Return name, outer id and members of a group's resource. Raises `ScimError`."""
    name = _text(resource, "displayName", 120)
    if not name:
        raise ScimError(400, "displayName is needed.", "invalidValue")
    members = get(resource, "members") or []
    if not isinstance(members, list):
        raise ScimError(400, "members is a list.", "invalidValue")
    return name, _text(resource, "externalId", 254), _users(members)


def location(kind: str, id: UUID) -> str:  # noqa: A002 -- SCIM's word
    """Return the full address of a resource, from our configuration."""
    return f"{settings.VOORRANG_BASE_URL.rstrip('/')}/scim/v2/{kind}/{id}"


def get(holder: Any, name: str) -> Any:
    """Return an attribute in any spelling of its name, or None."""
    if not isinstance(holder, dict):
        raise ScimError(400, "A resource is an object.", "invalidSyntax")
    return next((value for key, value in holder.items() if str(key).lower() == name.lower()), None)


def boolean(value: Any) -> bool:
    """Read true and false, also as the text that large directories send. Raises `ScimError`."""
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise ScimError(400, "active is true or false.", "invalidValue")
    return value


def _text(holder: Any, name: str, longest: int) -> str:
    value = get(holder, name)
    if value is None:
        return ""
    if not isinstance(value, str) or "\0" in value or len(value) > longest:
        raise ScimError(400, f"{name} is a text of at most {longest} characters.", "invalidValue")
    return value.strip()


def _email(emails: Any) -> str:
    items = [one for one in emails if isinstance(one, dict)] if isinstance(emails, list) else []
    first = next((one for one in items if str(get(one, "primary")).lower() == "true"), items[0] if items else {})
    value = get(first, "value") if first else ""
    if value is not None and not isinstance(value, str):
        raise ScimError(400, "A mail address is a text.", "invalidValue")
    return value or ""


def _role(roles: Any, held: str) -> str:
    """A role that we know by its key or name; one that we do not know gives none. Groups go before it anyway."""
    if roles is None:
        return held
    items: Iterable[Any] = roles if isinstance(roles, list) else [roles]
    said = [get(one, "value") if isinstance(one, dict) else one for one in items]
    known = [str(role) for role in ROLES]
    return next((role for text in said if isinstance(text, str) and (role := named_role(text, known))), "")


def _users(members: list[Any]) -> list[ProvisionedUser]:
    ids = set()
    for one in members:
        try:
            ids.add(UUID(str(get(one, "value") if isinstance(one, dict) else one)))
        except ValueError as error:
            raise ScimError(400, "A member is named by its id.", "invalidValue") from error
    found = list(ProvisionedUser.objects.filter(id__in=ids, deleted_at=None))
    if len(found) != len(ids):
        raise ScimError(400, "A member is not there. Send the user first.", "invalidValue")
    return found


def _meta(kind: str, place: str, row: Any) -> dict[str, str]:
    return {
        "resourceType": kind,
        "created": row.created_at.isoformat().replace("+00:00", "Z"),
        "lastModified": row.changed_at.isoformat().replace("+00:00", "Z"),
        "location": location(place, row.id),
    }
