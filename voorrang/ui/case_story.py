"""What happened on a case in words: owners by name, missed deadlines, and internal notes where the story has them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voorrang.accounts.models import Contact, User
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.queries import StoryEntry
from voorrang.ui.names import name_of
from voorrang.ui.shapes import EventView

WHAT: dict[str, Any] = {
    "case.opened": gettext_lazy("opened the case"),
    "case.answered": gettext_lazy("answered"),
    "case.waiting": gettext_lazy("asked back; the clocks stand still"),
    "case.replied": gettext_lazy("replied"),
    "case.noted": gettext_lazy("wrote a note"),
    "case.diagnosed": gettext_lazy("recorded findings"),
    "case.file_added": gettext_lazy("added a file"),
    "case.file_removed": gettext_lazy("removed a file"),
    "case.assigned": gettext_lazy("changed the owner"),
    "case.resolved": gettext_lazy("resolved the case"),
    "case.closed": gettext_lazy("closed the case"),
    "case.reopened": gettext_lazy("reopened the case"),
    "case.breached": gettext_lazy("A deadline has passed"),
}
_DOORS = {
    "portal": gettext_lazy("opened the case in the portal"),
    "desk": gettext_lazy("opened the case for a caller"),
    "api": gettext_lazy("opened the case from a connected system"),
}


def event_views(case: Case, story: Iterable[StoryEntry]) -> list[EventView]:
    """Return the entries of the timeline, oldest first. At most one query more."""
    entries = list(story)
    names = _owner_names(entries)
    return [_view(case, entry, names) for entry in entries]


def event_words(event: CaseEvent) -> Any:
    """Say in a few words what happened, without who."""
    return WHAT.get(event.type, event.type)


def _view(case: Case, entry: StoryEntry, names: dict[str, str]) -> EventView:
    event = entry.event
    return EventView(
        at=event.at,
        what=_what(event, names),
        who=_who(entry),
        body=entry.text,
        internal=event.internal,
        tags=tuple(_tags(case)) if event.type == "case.opened" else (),
        note=_for_whom(case, event),
        language=entry.language,
    )


def _what(event: CaseEvent, names: dict[str, str]) -> Any:
    match event.type:
        case "case.opened":
            return _DOORS.get(str(event.data.get("door")), WHAT[event.type])
        case "case.assigned":
            return _owner_words(event, names)
        case "case.breached":
            kind = name_of("clock", str(event.data.get("kind", "")))
            if event.data.get("basis") == "promise":
                return _("%(clock)s: the promised time passed") % {"clock": kind}
            return _("%(clock)s: our own target passed") % {"clock": kind}
        case "case.closed" if event.data.get("withdrawn"):
            return _("withdrew the case")
    return event_words(event)


def _owner_words(event: CaseEvent, names: dict[str, str]) -> str:
    owner = event.data.get("owner")
    if not owner:
        return _("put the case back into the queue")
    if owner == str(event.by_id):
        former = event.data.get("from")
        if former and former != owner:
            return _("took the case over from %(name)s") % {"name": names.get(former, _("somebody"))}
        return _("took the case")
    return _("handed the case to %(name)s") % {"name": names.get(owner, _("somebody"))}


def _who(entry: StoryEntry) -> str:
    if entry.who:
        return entry.who
    if entry.event.by_kind == "token":
        return _("A connected system")
    return "" if entry.event.by_kind == "system" else _("Somebody")


def _for_whom(case: Case, event: CaseEvent) -> str:
    contact = case.contact
    if event.type == "case.opened" and event.by_side == "vendor" and isinstance(contact, Contact):
        return _("for %(name)s") % {"name": contact.name}
    return ""


def _tags(case: Case) -> Iterable[str]:
    devices = case.case_devices.count()
    if devices > 1:
        yield ngettext("%(n)s device", "%(n)s devices", devices) % {"n": devices}
    yield _("stops %(whom)s") % {"whom": name_of("impact", case.impact)}
    if any(case.diagnosis.values()):
        yield _("self-diagnosed")


def _owner_names(entries: list[StoryEntry]) -> dict[str, str]:
    ids = {entry.event.data.get(key) for entry in entries for key in ("owner", "from")} - {None}
    if not ids:
        return {}
    return {str(id_): name for id_, name in User.objects.filter(id__in=map(UUID, ids)).values_list("id", "name")}
