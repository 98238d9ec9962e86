"""What a caller list would do to the list that there is. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from voorrang.accounts.caller_list.facts import Person, PersonReader, places
from voorrang.accounts.caller_list.reading import ListReader
from voorrang.accounts.models import Contact, CustomerRole, Membership
from voorrang.audit.actor import Actor
from voorrang.lib.sheets import RowError


class Change(NamedTuple):
    """One contact that changes, or is new (`was` is None) or removed (`becomes` is None)."""

    line: int
    contact_id: str
    was: Person | None
    becomes: Person | None
    role_was: str
    role: str

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """What changes: column, before, after. Places are ids: doors name them."""
        if self.was is None or self.becomes is None:
            return []
        pairs = zip(Person._fields, self.was, self.becomes, strict=True)
        changed = [(name, before, after) for name, before, after in pairs if before != after]
        return [*changed, ("role", self.role_was, self.role)] if self.changes_role else changed

    @property
    def changes_role(self) -> bool:
        """Whether a person who signs in gets another role."""
        return bool(self.role_was and self.role and self.role != self.role_was)


@dataclass(slots=True)
class ListPlan:
    """What taking the file in would do: all of it, or nothing while there are errors."""

    rows: int = 0
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    ended: list[Change] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    invited: list[tuple[str, str]] = field(default_factory=list)
    """Whom to invite, with the role: those of the file with a role who do not sign in yet. New ones by their mail address."""

    @property
    def is_refused(self) -> bool:
        """Whether the file has errors."""
        return bool(self.errors)

    @property
    def changes_nothing(self) -> bool:
        """Whether the list is as the file says already."""
        return not (self.new or self.changed or self.ended)


class _Held:
    """Who is listed now, found by mail address, phone number or name."""

    def __init__(self, at: datetime) -> None:
        listed = Contact.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at)).order_by("created_at", "id")
        self.people: dict[str, Person] = {}
        self.by_email: dict[str, str] = {}
        self.by_phone: dict[str, list[str]] = defaultdict(list)
        for key, *facts in listed.values_list("id", *Person._fields).iterator(chunk_size=5000):
            person = Person(*("" if one is None else str(one) for one in facts))
            contact_id = str(key)
            self.people[contact_id] = person
            if person.email:
                self.by_email.setdefault(person.email, contact_id)
            if person.phone:
                self.by_phone[person.phone].append(contact_id)
        members = Membership.objects.filter(ends_at=None).values_list("contact_id", "role")
        self.roles = {str(contact_id): str(role) for contact_id, role in members}

    def find(self, email: str, phone: str, name: str) -> str | None:
        """By mail address; else by number and name; else by a number that one person alone has."""
        if email and email in self.by_email:
            return self.by_email[email]
        same = self.by_phone.get(phone, []) if phone else []
        for contact_id in same:
            if self.people[contact_id].name.casefold() == name.casefold():
                return contact_id
        if len(same) == 1 and (not email or not self.people[same[0]].email):
            return same[0]
        return None


def plan_list(content: bytes, *, ends_missing: bool, by: Actor, at: datetime) -> ListPlan:
    """Compare a file with the selected customer's list. `by` is who sends it: nobody removes themselves or the last lead."""
    reader, plan = ListReader(content), ListPlan()
    if not reader.columns:
        plan.errors = reader.errors
        return plan
    held, people = _Held(at), PersonReader(places(at))
    own = Membership.objects.filter(user_id=by.id, ends_at=None).values_list("contact_id", flat=True).first()
    met: dict[str, int] = {}
    for line, cells in reader:
        email, phone = people.keys(line, cells)
        contact_id = held.find(email, phone, cells.get("name", "")) or ""
        key = contact_id or email or f"{phone}/{cells.get('name', '').casefold()}"
        if key in met:
            message = _("The row is about the same person as line %(line)s.") % {"line": met[key]}
            people.errors.append(
                RowError(line, "email" if email else "phone", "twice", message, _("Keep one of them."))
            )
            continue
        met[key] = line
        was = held.people.get(contact_id)
        becomes, role = people.person(line, cells, was, email=email, phone=phone)
        change = Change(line, contact_id, was, becomes, held.roles.get(contact_id, ""), role)
        if change.changes_role and contact_id == str(own):
            message, cure = _("Nobody changes their own role."), _("Ask another lead.")
            people.errors.append(RowError(line, "role", "own_role", message, cure))
        _sort(plan, change)
    plan.rows = reader.rows_read
    plan.errors = sorted([*reader.errors, *people.errors], key=lambda one: one.line)
    if not plan.rows and not plan.errors:
        cure = _("Choose a file with at least one person.")
        plan.errors.append(RowError(0, "", "no_rows", _("The file has a header and no rows."), cure))
    if ends_missing:
        missing = ((one, person) for one, person in held.people.items() if one not in met)
        plan.ended = [Change(0, one, person, None, held.roles.get(one, ""), "") for one, person in missing]
    _judge_leads(plan, held, str(own), at)
    return plan


def _sort(plan: ListPlan, change: Change) -> None:
    if change.was is None:
        plan.new.append(change)
    elif change.was != change.becomes or change.changes_role:
        plan.changed.append(change)
    else:
        plan.unchanged += 1
    if change.role and not change.role_was and change.becomes is not None:
        plan.invited.append((change.becomes.email, change.role))


def _judge_leads(plan: ListPlan, held: _Held, own: str, at: datetime) -> None:
    """Refuse a file that would take away its sender, or leave nobody who leads."""
    for one in plan.ended:
        if one.contact_id == own:
            name = one.was.name if one.was else ""
            message = _("You are not in the file yourself (%(name)s), and nobody removes themselves.") % {"name": name}
            plan.errors.insert(0, RowError(0, "", "removes_itself", message, _("Add a row for yourself.")))
    lead = str(CustomerRole.HELPDESK_LEAD)
    leads = {one for one, role in held.roles.items() if role == lead and one in held.people}
    gone = {one.contact_id for one in plan.ended} | {
        one.contact_id for one in plan.changed if one.changes_role and one.role_was == lead
    }
    come = {one.contact_id for one in plan.changed if one.changes_role and one.role == lead}
    if leads & gone and not _who_can((leads - gone) | come, at):
        names = ", ".join(sorted(held.people[one].name for one in leads & gone)[:3])
        message = _("Without %(names)s nobody would lead the helpdesk.") % {"names": names}
        cure = _("Keep the row with the role of lead, or make another person lead first.")
        plan.errors.insert(0, RowError(0, "role", "last_lead", message, cure))


def _who_can(leads: Iterable[str], at: datetime) -> bool:
    ids = [UUID(one) for one in leads]
    return bool(Contact.objects.filter(id__in=ids).exclude(partner__ends_at__lte=at).exists())
