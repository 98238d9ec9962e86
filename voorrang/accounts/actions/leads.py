"""A helpdesk keeps somebody who leads it: whoever would be the last to go is asked to name another first."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from voorrang.accounts.models import Contact, CustomerRole, Membership


class LastLead(ValueError):
    """The helpdesk would be left without anybody who leads it. Cure: make another person lead first."""


def refuse_last_lead(leaving: Collection[UUID], at: datetime) -> None:
    """Raise `LastLead` when these contacts hold the last lead's place between them.

    Locks all leads first: two who end one another at the same moment cannot both be let go.
    """
    held = Membership.objects.filter(role=CustomerRole.HELPDESK_LEAD, ends_at=None).order_by("id")
    leads = {one.contact_id for one in held.select_for_update(of=("self",))}
    if not leads & set(leaving):
        return
    stay = Contact.objects.filter(id__in=leads - set(leaving)).filter(Q(ended_at=None) | Q(ended_at__gt=at))
    if not stay.exclude(partner__ends_at__lte=at).exists():
        raise LastLead


def refuse_last_leads_of(people: Collection[UUID], at: datetime) -> None:
    """The same for many, of whom few lead: asks only for those that do."""
    leads = Membership.objects.filter(role=CustomerRole.HELPDESK_LEAD, ends_at=None).values_list(
        "contact_id", flat=True
    )
    if leaving := set(leads) & set(people):
        refuse_last_lead(leaving, at)
