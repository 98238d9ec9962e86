"""What a caller list would change, in words."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from voorrang.accounts.caller_list.planning import Change
from voorrang.accounts.models import Contact, ContactImportLine, CustomerRole, Helpdesk, Partner, Site

_COLUMNS = {
    "name": _("Name"),
    "email": _("Mail address"),
    "phone": _("Phone"),
    "standing": _("Standing"),
    "scope": _("Sees"),
    "site_id": _("Site"),
    "country": _("Country"),
    "partner_id": _("Partner"),
    "helpdesk_id": _("Helpdesk"),
    "language": _("Language"),
    "role": _("Role"),
}


class ChangeWords(NamedTuple):
    """One person of the list: what happens, and each column that changes with what it was and will be."""

    name: str
    kind: str
    what: Any
    fields: list[tuple[Any, str, str]]


def change_words(changes: Sequence[Change]) -> list[ChangeWords]:
    """Return changes in words; ids of places become their names."""
    named: dict[str, dict[str, str]] = {
        "standing": _texts(Contact.Standing.choices),
        "scope": _texts(Contact.Scope.choices),
        "role": _texts(CustomerRole.choices),
        "site_id": {str(one.id): one.name for one in Site.objects.all()},
        "partner_id": {str(one.id): one.name for one in Partner.objects.all()},
        "helpdesk_id": {str(one.id): one.name for one in Helpdesk.objects.all()},
    }

    def words(column: str, value: str) -> str:
        return named.get(column, {}).get(value, value) or "–"

    found = []
    for one in changes:
        kind = "ended" if one.becomes is None else "new" if one.was is None else "changed"
        person = one.becomes or one.was
        fields = [(_COLUMNS[name], words(name, was), words(name, becomes)) for name, was, becomes in one.fields]
        found.append(ChangeWords(person.name if person else "", kind, ContactImportLine.Kind(kind).label, fields))
    return found


def _texts(choices: Sequence[tuple[Any, Any]]) -> dict[str, str]:
    return {str(code): str(text) for code, text in choices}
