"""The number to call and the PIN to give, for the country of the reader."""

from dataclasses import dataclass
from datetime import datetime

from voorrang.accounts.models import Helpdesk, Pin
from voorrang.accounts.queries import pins
from voorrang.accounts.visitor import Visitor
from voorrang.rules.programme import Programme


@dataclass(frozen=True, slots=True)
class Reach:
    """`number` is "" where no toll-free number serves the country; `selector` "" while there is no PIN."""

    country: str
    number: str
    selector: str
    helpdesk: str


def how_to_reach(visitor: Visitor, programme: Programme, at: datetime) -> Reach:
    """Return the toll-free number of the reader's country (T1.3) and the PIN of the helpdesk that serves it."""
    contact, customer = visitor.contact, visitor.customer
    head_office = customer.head_office_country if customer else ""
    own = (contact.country or (contact.site.country if contact.site else "")) if contact else ""
    country = own if own in programme.coverage.toll_free else head_office
    valid = list(pins(at))
    pin: Pin | None = next((one for one in valid if _serves(one.helpdesk, country)), valid[0] if valid else None)
    return Reach(
        country=country,
        number=programme.coverage.toll_free.get(country, ""),
        selector=pin.selector if pin else "",
        helpdesk=pin.helpdesk.name if pin else "",
    )


def _serves(helpdesk: Helpdesk, country: str) -> bool:
    return not helpdesk.countries or country in helpdesk.countries
