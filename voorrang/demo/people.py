"""Who lives in the demo world: the shapes, and the vendor's staff. The customers stand in `customers`."""

import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

PASSWORD = "voorrang-demo-2026"
"""Everybody's, and printed on the log-in page: a demonstration has no secrets."""


class Place(NamedTuple):
    """A legal entity with one site."""

    code: str
    name: str
    country: str
    zone: str


class Member(NamedTuple):
    """Somebody of a customer who signs in. `place` is the place that a scope names, `hint` what to try as this person."""

    name: str
    role: str
    hint: str
    scope: str = "all"
    place: str = ""
    language: str = ""
    phone: str = ""
    partner: str = ""
    email: str = ""


class DemoCustomer(NamedTuple):
    """One customer. `rank` is the tier's rank in the programme; sizes are devices under the customer's roof."""

    code: str
    name: str
    language: str
    places: tuple[Place, ...]
    members: tuple[Member, ...]
    rank: int
    pcs: int
    printers: int
    hint: str
    covered: float = 0.97
    years: int = 3
    promises: tuple[tuple[str, int], ...] = ()
    """What a signed agreement promises: kind, hours in local working time."""
    caller: str = ""
    """An employee who is on no helpdesk, and must be refused."""
    bought_days: int = 420
    is_active: bool = True
    ends_days: int = 0
    """The days that its contract has left, where less than the whole term was agreed."""
    began_rank: int = 0
    """The tier that it bought first, where it went up later."""
    undone: frozenset[str] = frozenset()
    """Steps of the activation that nobody has completed though it is in force."""
    quote: str = ""
    """The state of the quote that it has."""
    yearly_cases: float = 0.19
    """Cases a device and year."""


class Colleague(NamedTuple):
    """One of the vendor's people, with the customers assigned to them, or to them as deputies."""

    name: str
    role: str
    languages: tuple[str, ...]
    hint: str
    customers: tuple[str, ...] = ()
    deputy_for: tuple[str, ...] = ()


STAFF = (
    Colleague("Lena Weber", "agent", ("de", "en", "nl"), _("Work the queue: take, ask back, resolve")),
    Colleague("Mateo Ruiz", "agent", ("es", "pt", "en"), _("The queue in the languages that he speaks")),
    Colleague("Hana Mori", "agent", ("ja", "th", "en"), _("A second pair of eyes for Asia")),
    Colleague("Agnieszka Nowak", "agent", ("pl", "cs", "en"), _("Cases of Warsaw and Prague")),
    Colleague("Sara Lindqvist", "sales", ("en", "sv"), _("Order by article number, activate a contract")),
    Colleague("Ravi Menon", "remote_expert", ("en", "hi"), _("Kita and Breitner: charge or decline"), ("KITA", "BREI")),
    Colleague(
        "Ingrid Solberg",
        "support_manager",
        ("en", "de", "nb"),
        _("Nordwind and Alma: exceptions, promises kept and broken"),
        ("NORD", "ALMA"),
    ),
    Colleague(
        "Kerstin Hoffmann", "support_manager", ("de", "en"), _("Deputy of Ingrid Solberg"), deputy_for=("NORD", "ALMA")
    ),
    Colleague(
        "Tomasz Zieliński",
        "technical_expert",
        ("pl", "en", "de"),
        _("Nordwind's series after a BIOS update"),
        ("NORD",),
    ),
    Colleague("Petra Lindner", "planner", ("en", "de"), _("Reads the whole queue, opens none of it")),
    Colleague("Dirk Janssen", "dispatcher", ("nl", "en"), _("Reads the whole queue, opens none of it")),
    Colleague("Olga Marchetti", "operator", ("en", "it"), _("People, PINs, steps of an activation")),
    Colleague("Aad Vermeer", "vendor_auditor", ("nl", "en"), _("Reads everything, changes nothing")),
)

SELLER = "Sara Lindqvist"
"""Who sold and activated everything."""
OPERATOR = "Olga Marchetti"
MANAGER = "Ingrid Solberg"


def mail_name(name: str) -> str:
    """Return the first name as a mail address takes it: `tomas` of Tomáš Novák."""
    first = unicodedata.normalize("NFKD", name.split(maxsplit=1)[0]).encode("ascii", "ignore").decode()
    return first.lower()
