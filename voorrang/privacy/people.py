"""Who a person is here: the contacts, the account and the tokens that belong together, and what to look for in texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from voorrang.accounts.models import Contact, Membership, ProvisionedUser, User
from voorrang.accounts.visitor import customers_of
from voorrang.privacy.traces import Traces, traces


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the selected customer.

    `users` are the accounts that go with the person; one that also serves another customer (a partner's engineer) stays,
    and is in `shared`. `actors` are the ids under which the person has acted; a token made in its name is a system's, and not the person.
    """

    customer_id: UUID
    contacts: frozenset[UUID]
    users: frozenset[UUID]
    shared: frozenset[UUID]
    actors: frozenset[UUID]
    traces: Traces


def someone(contact: Contact, also: Iterable[str] = ()) -> Someone:
    """Return the person behind a contact of the selected customer; `also` are further names to look for."""
    members = list(Membership.objects.filter(contact_id=contact.id).values_list("user_id", flat=True))
    contacts = list(
        Contact.objects.filter(
            Q(id=contact.id) | Q(id__in=Membership.objects.filter(user_id__in=members).values("contact_id"))
        )
    )
    ids = frozenset(one.id for one in contacts)
    users = list(User.objects.filter(id__in=members))
    shared = frozenset(one.id for one in users if any(each.id != contact.customer_id for each in customers_of(one)))
    provisioned = ProvisionedUser.objects.filter(contact_id__in=ids)
    return Someone(
        customer_id=contact.customer_id,
        contacts=ids,
        users=frozenset(one.id for one in users) - shared,
        shared=shared,
        actors=frozenset(one.id for one in users),
        traces=traces(
            [
                *(one.name for one in contacts),
                *(one.name for one in users),
                *(one.display_name for one in provisioned),
                *(f"{one.given_name} {one.family_name}" for one in provisioned),
                *also,
            ],
            [
                *(one.email for one in contacts),
                *(one.email for one in users),
                *(one.email for one in provisioned),
                *(one.user_name for one in provisioned if "@" in one.user_name),
            ],
            [one.phone for one in contacts],
        ),
    )
