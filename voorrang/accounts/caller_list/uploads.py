"""Caller lists that wait between their dry run and the confirmation. A long one is taken in by a job."""

from datetime import datetime, timedelta
from itertools import batched
from uuid import UUID

from voorrang.accounts.caller_list.planning import ListPlan, plan_list
from voorrang.accounts.caller_list.taking_in import take_in
from voorrang.accounts.models import ContactUpload
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor

KEPT_FOR = timedelta(days=2)
LONG = 1_000_000
"""Bytes from which on a job takes the list in: the page shows that it runs."""
INVITED_AT_ONCE = 200


def keep_list(
    *, file_name: str, content: bytes, ends_missing: bool, invites: bool, by: Actor, at: datetime
) -> ContactUpload:
    """Keep a file until it is confirmed or dropped, at most two days; older ones of the customer go now."""
    ContactUpload.objects.filter(uploaded_at__lte=at - KEPT_FOR).delete()
    upload: ContactUpload = ContactUpload.objects.create(
        customer_id=selected_id(),
        file_name=file_name.replace("\0", "")[:255],
        content=content,
        ends_missing=ends_missing,
        invites=invites,
        uploaded_at=at,
        uploaded_by=by.id,
    )
    record("contacts.uploaded", subject_kind="contact_upload", subject_id=upload.id, by=by, at=at)
    return upload


def list_of(upload_id: UUID, at: datetime) -> ContactUpload:
    """Return a file that waits. Raises `ContactUpload.DoesNotExist`: taken in, dropped, or too old."""
    found: ContactUpload = ContactUpload.objects.get(id=upload_id, uploaded_at__gt=at - KEPT_FOR)
    return found


def try_list(upload: ContactUpload, *, by: Actor, at: datetime) -> ListPlan:
    """Say what taking the file in would do now. Writes nothing."""
    return plan_list(bytes(upload.content), ends_missing=upload.ends_missing, by=by, at=at)


def confirm_list(*, upload: ContactUpload, by: Actor, at: datetime) -> ListPlan | None:
    """Take the file in, and drop it; the import bears its id. None for a long one: a job does it from here.

    A refused one stays, for whoever wants to read its errors again.
    """
    if len(upload.content) >= LONG:
        from voorrang.accounts.jobs import take_in_list

        if ContactUpload.objects.filter(id=upload.id, confirmed_at=None).update(confirmed_at=at):
            take_in_list.enqueue(customer_id=selected_id(), by=by, at=at, upload=str(upload.id))
        return None
    return finish_list(upload=upload, by=by, at=at)


def finish_list(*, upload: ContactUpload, by: Actor, at: datetime) -> ListPlan:
    """Take a confirmed file in now; those with a role who do not sign in yet are invited by jobs where that was ticked."""
    from voorrang.accounts.jobs import invite_listed

    plan, batch = take_in(
        import_id=upload.id,
        file_name=upload.file_name,
        content=bytes(upload.content),
        ends_missing=upload.ends_missing,
        by=by,
        at=at,
    )
    if batch is None:
        ContactUpload.objects.filter(id=upload.id).update(confirmed_at=None)
        return plan
    if upload.invites:
        for some in batched(plan.invited, INVITED_AT_ONCE):
            invite_listed.enqueue(customer_id=selected_id(), by=by, at=at, people=[list(one) for one in some])
    upload.delete()
    return plan


def drop_list(*, upload: ContactUpload, by: Actor, at: datetime) -> None:
    """Forget a file without taking it in."""
    record("contacts.upload_dropped", subject_kind="contact_upload", subject_id=upload.id, by=by, at=at)
    upload.delete()
