"""Who somebody was to the helpdesk, and when: the same story at both doors."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from voorrang.accounts.models import Contact, ContactImport, ContactVersion, Membership, User
from voorrang.accounts.models.people import CustomerRole
from voorrang.audit.models import Entry
from voorrang.ui.shapes import EventView
from voorrang.ui.wording import country_text


def person_story(contact: Contact, shown_in: str) -> list[EventView]:
    """Return what happened to a contact's place on the list and to its access, the newest first, with who did it."""
    versions = list(
        ContactVersion.objects.filter(contact=contact)
        .select_related("site", "partner", "helpdesk")
        .order_by("starts_at", "id")
    )
    memberships = list(Membership.objects.filter(contact=contact).order_by("starts_at", "id"))
    actors = _actors(contact, memberships)
    names = _Names(actors, versions)
    found = [
        EventView(
            contact.created_at,
            _("put the person on the list: %(what)s")
            % {"what": place_words(versions[0] if versions else contact, shown_in)},
            names.of(actors.get(("contact.added", contact.id)) or _importer(contact.created_at)),
        )
    ]
    found += [
        EventView(
            one.starts_at,
            _("changed the place on the list: %(what)s") % {"what": place_words(one, shown_in)},
            names.of(one.recorded_by),
        )
        for one in versions
        if one.starts_at > contact.created_at
    ]
    roles: dict[str, Any] = dict(CustomerRole.choices)
    for one in memberships:
        role = {"role": roles.get(one.role, one.role)}
        started = names.of(actors.get(("membership.started", one.id)))
        found.append(EventView(one.starts_at, _("opened the portal to the person, as %(role)s") % role, started))
        if one.ends_at is not None:
            ended = names.of(actors.get(("membership.ended", one.id)))
            found.append(EventView(one.ends_at, _("ended the access as %(role)s") % role, ended))
    if contact.ended_at is not None:
        who = names.of(actors.get(("contact.ended", contact.id)) or _importer(contact.ended_at))
        found.append(EventView(contact.ended_at, _("took the person off the list"), who))
    return sorted(found, key=lambda one: one.at, reverse=True)


def place_words(one: Contact | ContactVersion, shown_in: str) -> str:
    """Return standing, scope and places in words."""
    scope = str(one.get_scope_display())
    if one.scope == Contact.Scope.SITE and one.site:
        scope = f"{scope}: {one.site.name}"
    elif one.scope == Contact.Scope.COUNTRY and one.country:
        scope = f"{scope}: {country_text(one.country, shown_in)}"
    parts = [str(one.get_standing_display()), scope]
    parts += [each.name for each in (one.partner, one.helpdesk) if each is not None]
    return " · ".join(parts)


def _actors(contact: Contact, memberships: Iterable[Membership]) -> dict[tuple[str, UUID], UUID]:
    ids = [contact.id, *(one.id for one in memberships)]
    types = ["contact.added", "contact.ended", "membership.started", "membership.ended"]
    rows = Entry.objects.filter(subject_id__in=ids, type__in=types, actor_id__isnull=False).order_by("at", "id")
    return {(kind, subject): actor for kind, subject, actor in rows.values_list("type", "subject_id", "actor_id")}


def _importer(at: datetime) -> UUID | None:
    found: UUID | None = ContactImport.objects.filter(imported_at=at).values_list("imported_by", flat=True).first()
    return found


class _Names:
    def __init__(self, actors: dict[tuple[str, UUID], UUID], versions: Iterable[ContactVersion]) -> None:
        wanted = {*actors.values(), *(one.recorded_by for one in versions if one.recorded_by)}
        self._known: dict[UUID, str] = dict(User.objects.filter(id__in=wanted).values_list("id", "name"))

    def of(self, user_id: UUID | None) -> str:
        if user_id is None:
            return _("The system")
        if user_id not in self._known:
            self._known[user_id] = User.objects.filter(id=user_id).values_list("name", flat=True).first() or ""
        return self._known[user_id]
