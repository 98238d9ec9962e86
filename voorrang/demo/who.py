"""Who is who, for the log-in page: by customer, tier and role, with a hint what to try."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from voorrang.demo.guests import Guest, read_world
from voorrang.editions.store import programme_at
from voorrang.lib.clock import now
from voorrang.ui.case_page import tier_view
from voorrang.ui.names import name_of
from voorrang.ui.shapes import TierView


class Someone(NamedTuple):
    """A person to log in as, with one click."""

    name: str
    role: str
    hint: str
    email: str
    password: str


class Group(NamedTuple):
    """The people of one customer, or of the vendor."""

    title: str
    about: str
    tier: TierView | None
    people: list[Someone]


def who_is_who() -> list[Group]:
    """Return everybody who can log in, the vendor's people last."""
    guests = [guest for guest in read_world().guests if guest.email]
    customers = dict.fromkeys(guest.customer for guest in guests if guest.customer)
    groups = [_group(str(name), [guest for guest in guests if guest.customer == name]) for name in customers]
    vendor = [guest for guest in guests if guest.customer is None]
    if vendor:
        about = _("Agents, named experts and managers, and those who sell, run and audit the programme")
        groups.append(Group(_("The vendor"), about, None, [_someone(guest) for guest in vendor]))
    return groups


def _group(name: str, guests: list[Guest]) -> Group:
    first = guests[0]
    people = [_someone(guest) for guest in guests]
    return Group(name, _(first.about) if first.about else "", _tier(first.rank), people)


def _someone(guest: Guest) -> Someone:
    hint = _(guest.hint) if guest.hint else ""
    return Someone(guest.name, name_of("role", guest.role), hint, str(guest.email), str(guest.password))


def _tier(rank: int) -> TierView | None:
    programme = programme_at(settings.VOORRANG_PROGRAMME, now())
    return next((tier_view(programme, tier.code) for tier in programme.tiers.values() if tier.rank == rank), None)
