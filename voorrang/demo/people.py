"""Who lives in the demo world: customers with their places and people, and the vendor's staff."""

from typing import NamedTuple

PASSWORD = "voorrang-demo-2026"
"""Everybody's, and printed on the log-in page: a demonstration has no secrets."""


class Place(NamedTuple):
    """A legal entity with one site."""

    code: str
    name: str
    country: str
    zone: str


class Member(NamedTuple):
    """Somebody of a customer who signs in; the mail address is the first name's."""

    name: str
    role: str
    scope: str = "all"


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
    covered: float = 0.97
    years: int = 3
    signs_agreement: bool = False


CUSTOMERS = (
    DemoCustomer(
        "GELD",
        "Gelderland Water",
        "nl",
        (Place("ARN", "Hoofdkantoor Arnhem", "NL", "Europe/Amsterdam"),),
        (Member("Jasper de Wit", "helpdesk_lead"), Member("Fleur Bakker", "helpdesk_engineer")),
        rank=1,
        pcs=260,
        printers=60,
    ),
    DemoCustomer(
        "KITA",
        "Kita Group",
        "ja",
        (
            Place("TYO", "Kita Tokyo", "JP", "Asia/Tokyo"),
            Place("BKK", "Kita Bangkok", "TH", "Asia/Bangkok"),
        ),
        (
            Member("Yuki Mori", "helpdesk_lead"),
            Member("Somchai Dee", "helpdesk_engineer", "site"),
            Member("Aiko Sato", "executive"),
        ),
        rank=2,
        pcs=1150,
        printers=140,
    ),
    DemoCustomer(
        "ALMA",
        "Hospital Alma",
        "es",
        (
            Place("MAD", "Alma Madrid", "ES", "Europe/Madrid"),
            Place("SVQ", "Alma Sevilla", "ES", "Europe/Madrid"),
        ),
        (Member("Marta Ruiz", "helpdesk_lead"), Member("Pablo Gil", "helpdesk_engineer")),
        rank=3,
        pcs=1900,
        printers=1250,
        signs_agreement=True,
    ),
    DemoCustomer(
        "NORD",
        "Nordwind Logistik",
        "de",
        (
            Place("HAM", "Nordwind Hamburg", "DE", "Europe/Berlin"),
            Place("WAW", "Nordwind Warszawa", "PL", "Europe/Warsaw"),
            Place("PRG", "Nordwind Praha", "CZ", "Europe/Prague"),
        ),
        (
            Member("Jana Brandt", "helpdesk_lead"),
            Member("Tomas Novak", "helpdesk_engineer", "country"),
            Member("Ulrich Sommer", "executive"),
            Member("Greta Lang", "customer_auditor"),
        ),
        rank=4,
        pcs=11600,
        printers=400,
        signs_agreement=True,
    ),
    DemoCustomer(
        "BREI",
        "Breitner Ateliers",
        "nl",
        (Place("RTM", "Ateliers Rotterdam", "NL", "Europe/Amsterdam"),),
        (Member("Noor Visser", "helpdesk_lead"),),
        rank=1,
        pcs=310,
        printers=0,
        covered=0.6,
    ),
    DemoCustomer(
        "PRAI",
        "Praia Resorts",
        "pt",
        (Place("SAO", "Praia Sao Paulo", "BR", "America/Sao_Paulo"),),
        (Member("Luana Costa", "helpdesk_lead"),),
        rank=4,
        pcs=0,
        printers=0,
    ),
)
"""One customer per tier; Breitner falls below its minimum, and the programme does not sell Praia what it asked for."""


class Colleague(NamedTuple):
    """One of the vendor's people, with the customers assigned to them."""

    name: str
    role: str
    languages: tuple[str, ...]
    customers: tuple[str, ...] = ()


STAFF = (
    Colleague("Lena Weber", "agent", ("de", "en", "nl")),
    Colleague("Sara Lindqvist", "sales", ("en", "sv")),
    Colleague("Ravi Menon", "remote_expert", ("en", "hi"), ("KITA",)),
    Colleague("Ingrid Solberg", "support_manager", ("en", "de", "nb"), ("NORD", "ALMA")),
    Colleague("Tomasz Zielinski", "technical_expert", ("pl", "en", "de"), ("NORD",)),
    Colleague("Petra Planner", "planner", ("en",)),
    Colleague("Dirk Janssen", "dispatcher", ("nl", "en")),
    Colleague("Olga Operator", "operator", ("en",)),
    Colleague("Aad Vermeer", "vendor_auditor", ("nl", "en")),
)

SELLER = "Sara Lindqvist"
"""Who sold and activated everything."""
