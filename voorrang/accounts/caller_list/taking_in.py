"""Taking a caller list in, in a bounded number of statements, and taking it back."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from voorrang.accounts.actions.moves import change_role
from voorrang.accounts.actions.people import add_member
from voorrang.accounts.actions.tokens import revoke_token
from voorrang.accounts.caller_list.facts import PLACE, Person
from voorrang.accounts.caller_list.planning import Change, ListPlan, plan_list
from voorrang.accounts.models import (
    ApiToken,
    Contact,
    ContactImport,
    ContactImportLine,
    ContactVersion,
    DirectoryEntry,
    Invitation,
    Membership,
    User,
)
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.lib.ids import uuid7

AT_ONCE = 2_000
_NULLABLE = frozenset({"site_id", "partner_id", "helpdesk_id"})
_UPDATE = (
    "UPDATE accounts_contact held SET name = new.name, email = new.email, phone = new.phone, standing = new.standing, "
    "scope = new.scope, site_id = nullif(new.site_id, '')::uuid, country = new.country, "
    "partner_id = nullif(new.partner_id, '')::uuid, helpdesk_id = nullif(new.helpdesk_id, '')::uuid, "
    "language = new.language FROM unnest(%s::uuid[], "
    + ", ".join(["%s::text[]"] * len(Person._fields))
    + f") AS new (id, {', '.join(Person._fields)}) WHERE held.customer_id = %s AND held.id = new.id"
)


class ListBuiltUpon(ValueError):
    """Somebody has changed one of the people since: the list cannot be taken back as one step."""


class ListUndone(ValueError):
    """The list was taken back before."""


class ListForgotten(ValueError):
    """What the list changed is not kept any more, so it cannot be taken back."""


def take_in(
    *, import_id: UUID, file_name: str, content: bytes, ends_missing: bool, by: Actor, at: datetime
) -> tuple[ListPlan, ContactImport | None]:
    """Take a file in, all or nothing, and return what it did; no import when it is refused.

    One list at a time for each customer: two that are confirmed at once do not both add the same people.
    """
    customer_id = selected_id()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"caller_list:{customer_id}"])
    plan = plan_list(content, ends_missing=ends_missing, by=by, at=at)
    if plan.is_refused:
        return plan, None
    batch = ContactImport.objects.create(
        id=import_id,
        customer_id=customer_id,
        file_name=file_name,
        imported_at=at,
        imported_by=by.id,
        rows=plan.rows,
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=plan.unchanged,
        ended=len(plan.ended),
    )
    _add(batch, plan.new)
    _change(batch, plan.changed, by=by, at=at)
    _end(batch, plan.ended, by=by, at=at)
    data = {"new": len(plan.new), "changed": len(plan.changed), "ended": len(plan.ended), "rows": plan.rows}
    record("contacts.imported", subject_kind="contact_import", subject_id=batch.id, by=by, at=at, data=data)
    return plan, batch


def take_back(*, batch: ContactImport, by: Actor, at: datetime) -> int:
    """Take an import back and return how many people are as they were. Tokens that ended stay ended.

    Raises `ListUndone`, `ListForgotten`, `ListBuiltUpon` and `LastLead`.
    """
    if not ContactImport.objects.filter(id=batch.id, undone_at=None).update(undone_at=at, undone_by=by.id):
        raise ListUndone(str(batch.id))
    lines = list(ContactImportLine.objects.filter(batch=batch).order_by("id"))
    if len(lines) != batch.new + batch.changed + batch.ended:
        raise ListForgotten(str(batch.id))
    _check_untouched(batch, lines)
    kinds = ContactImportLine.Kind
    back = [_turned(one) for one in lines if one.kind == kinds.CHANGED]
    _write(back, by=by, at=at)
    for change in back:
        if change.changes_role:
            change_role(contact=Contact.objects.get(id=change.contact_id), role=change.role, by=by, at=at)
    _return([one for one in lines if one.kind == kinds.ENDED], batch, by=by, at=at)
    _leave([one.contact_id for one in lines if one.kind == kinds.NEW], by=by, at=at)
    record("contacts.import_undone", subject_kind="contact_import", subject_id=batch.id, by=by, at=at)
    return len(lines)


def _add(batch: ContactImport, new: Sequence[Change]) -> None:
    for some in batched(new, AT_ONCE):
        contacts = [
            Contact(customer_id=batch.customer_id, created_at=batch.imported_at, **_columns(one.becomes))
            for one in some
        ]
        Contact.objects.bulk_create(contacts)
        ContactImportLine.objects.bulk_create(
            _line(batch, contact.id, "new", None, one.becomes) for contact, one in zip(contacts, some, strict=True)
        )


def _change(batch: ContactImport, changed: Sequence[Change], *, by: Actor, at: datetime) -> None:
    for some in batched(changed, AT_ONCE):
        ContactImportLine.objects.bulk_create(
            _line(batch, UUID(one.contact_id), "changed", one.was, one.becomes, one.role_was, one.role) for one in some
        )
    _write(changed, by=by, at=at)
    # Those who come to lead first: where the lead is handed on, there is never none.
    for one in sorted(changed, key=lambda one: one.role != "helpdesk_lead"):
        if one.changes_role:
            change_role(contact=Contact.objects.get(id=one.contact_id), role=one.role, by=by, at=at)


def _write(changed: Sequence[Change], *, by: Actor, at: datetime) -> None:
    """Write people as they become; whoever moves keeps a history and loses its tokens."""
    customer_id = selected_id()
    for some in batched(changed, AT_ONCE):
        moved = [one for one in some if _moves(one)]
        _keep_versions(moved, by=by, at=at)
        _end_tokens([UUID(one.contact_id) for one in moved], by=by, at=at)
        people = [one.becomes for one in some if one.becomes is not None]
        columns = [list(column) for column in zip(*people, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_UPDATE, [[one.contact_id for one in some], *columns, customer_id])


def _keep_versions(moved: Sequence[Change], *, by: Actor, at: datetime) -> None:
    ids = [UUID(one.contact_id) for one in moved]
    known = set(ContactVersion.objects.filter(contact_id__in=ids).values_list("contact_id", flat=True))
    ContactVersion.objects.filter(contact_id__in=ids, ends_at=None).update(ends_at=at)
    since = dict(Contact.objects.filter(id__in=ids).values_list("id", "created_at"))
    versions = []
    for one in moved:
        key = UUID(one.contact_id)
        if key not in known and one.was is not None:
            versions.append(_version(key, one.was, starts_at=since[key], ends_at=at, recorded_at=at))
        if one.becomes is not None:
            versions.append(_version(key, one.becomes, starts_at=at, recorded_at=at, recorded_by=by.id))
    ContactVersion.objects.bulk_create(versions, batch_size=AT_ONCE)


def _version(contact_id: UUID, person: Person, **when: Any) -> ContactVersion:
    columns = _columns(person)
    return ContactVersion(
        customer_id=selected_id(), contact_id=contact_id, **{name: columns[name] for name in PLACE}, **when
    )


def _end(batch: ContactImport, ended: Sequence[Change], *, by: Actor, at: datetime) -> None:
    for some in batched(ended, AT_ONCE):
        ids = [UUID(one.contact_id) for one in some]
        ContactImportLine.objects.bulk_create(
            _line(batch, key, "ended", one.was, None, one.role_was) for key, one in zip(ids, some, strict=True)
        )
        _leave(ids, by=by, at=at)


def _leave(ids: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    """End people with their access, versions, invitations and tokens."""
    Contact.objects.filter(id__in=ids, ended_at=None).update(ended_at=at)
    ContactVersion.objects.filter(contact_id__in=ids, ends_at=None).update(ends_at=at)
    members = list(Membership.objects.filter(contact_id__in=ids, ends_at=None).values_list("id", "user_id"))
    Membership.objects.filter(id__in=[one for one, _ in members]).update(ends_at=at)
    DirectoryEntry.objects.filter(
        customer_id=selected_id(),
        key__in=[f"membership:{user}" for _, user in members],
        target__in=[one for one, _ in members],
    ).delete()
    for membership_id, _user in members:
        record("membership.ended", subject_kind="membership", subject_id=membership_id, by=by, at=at)
    open_ones = Invitation.objects.filter(contact_id__in=ids, accepted_at=None, expires_at__gt=at)
    hashes = list(open_ones.values_list("token_hash", flat=True))
    DirectoryEntry.objects.filter(key__in=[f"invitation:{one}" for one in hashes]).delete()
    open_ones.update(expires_at=at)
    _end_tokens(ids, by=by, at=at)


def _return(lines: Sequence[ContactImportLine], batch: ContactImport, *, by: Actor, at: datetime) -> None:
    """Put people back on the list, with the access that they had; the gap stays in their history."""
    ids = [one.contact_id for one in lines]
    Contact.objects.filter(id__in=ids).update(ended_at=None)
    versions = [
        _version(one.contact_id, Person(*one.before["facts"]), starts_at=at, recorded_at=at, recorded_by=by.id)
        for one in lines
    ]
    known = set(ContactVersion.objects.filter(contact_id__in=ids).values_list("contact_id", flat=True))
    since = dict(Contact.objects.filter(id__in=ids).values_list("id", "created_at"))
    versions += [
        _version(
            one.contact_id,
            Person(*one.before["facts"]),
            starts_at=since[one.contact_id],
            ends_at=batch.imported_at,
            recorded_at=at,
        )
        for one in lines
        if one.contact_id not in known
    ]
    ContactVersion.objects.bulk_create(versions, batch_size=AT_ONCE)
    was = Membership.objects.filter(contact_id__in=ids, ends_at=batch.imported_at).select_related("contact", "user")
    busy = set(Membership.objects.filter(ends_at=None).values_list("user_id", flat=True))
    for membership in was:
        if membership.user_id not in busy and User.objects.filter(id=membership.user_id, is_active=True).exists():
            add_member(contact=membership.contact, user=membership.user, role=membership.role, by=by, at=at)


def _check_untouched(batch: ContactImport, lines: Sequence[ContactImportLine]) -> None:
    """Raise `ListBuiltUpon` when one of the people is not as the import has left it."""
    ids = [one.contact_id for one in lines]
    now: dict[UUID, tuple[Person, datetime | None]] = {}
    for some in batched(ids, AT_ONCE):
        rows = Contact.objects.filter(id__in=some).values_list("id", "ended_at", *Person._fields)
        now |= {
            key: (Person(*("" if one is None else str(one) for one in facts)), ended) for key, ended, *facts in rows
        }
        since = Q(starts_at__gt=batch.imported_at) | Q(ends_at__gt=batch.imported_at)
        if Membership.objects.filter(since, contact_id__in=some).exists():
            raise ListBuiltUpon(str(batch.id))
    for one in lines:
        person, ended_at = now[one.contact_id]
        is_ended = one.kind == ContactImportLine.Kind.ENDED
        left = Person(*one.before["facts"]) if is_ended else Person(*one.after["facts"])
        if person != left or ended_at != (batch.imported_at if is_ended else None):
            raise ListBuiltUpon(str(batch.id))


def _turned(line: ContactImportLine) -> Change:
    return Change(
        0,
        str(line.contact_id),
        Person(*line.after["facts"]),
        Person(*line.before["facts"]),
        line.after.get("role", ""),
        line.before.get("role", ""),
    )


def _end_tokens(ids: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    for token in ApiToken.objects.filter(contact_id__in=ids, revoked_at=None):
        revoke_token(token=token, by=by, at=at)


def _moves(change: Change) -> bool:
    return any(name in PLACE for name, _, _ in change.fields)


def _line(
    batch: ContactImport,
    contact_id: UUID,
    kind: str,
    was: Person | None,
    becomes: Person | None,
    role_was: str = "",
    role: str = "",
) -> ContactImportLine:
    return ContactImportLine(
        id=uuid7(),
        customer_id=batch.customer_id,
        batch=batch,
        contact_id=contact_id,
        kind=kind,
        before={"facts": list(was), "role": role_was} if was else {},
        after={"facts": list(becomes), "role": role or role_was} if becomes else {},
    )


def _columns(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {name: value or None if name in _NULLABLE else value for name, value in person._asdict().items()}


def changes_of(plan: ListPlan) -> Iterator[Change]:
    """Return everything that a plan does, removals first: they are what a reader should see before it confirms."""
    yield from plan.ended
    yield from plan.changed
    yield from plan.new
