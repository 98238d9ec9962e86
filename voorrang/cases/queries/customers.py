"""A customer's own cases, as far as the person may see them. Needs the customer selected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from voorrang.accounts.models import Contact
from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries.counting import About, count_about
from voorrang.cases.queries.pages import BY_OPENING, Page, page_of
from voorrang.cases.queries.queue import StatusFilter, of_status, searched
from voorrang.cases.queries.search import naming
from voorrang.lib.tenancy import NoCustomerSelected, current_customer


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What to show of a customer's cases; empty means all. `overdue`: a promise has run out; `contact`: whose.

    `search` and `thorough` as in `QueueFilters`; only lists search.
    """

    status: StatusFilter = "all"
    country: str = ""
    site: UUID | None = None
    impact: str = ""
    serial: str = ""
    overdue: bool = False
    contact: UUID | None = None
    search: str = ""
    thorough: bool = False


def cases_of(
    contact: Contact | None,
    filters: CaseFilters = CaseFilters(),
    *,
    at: datetime,
    cursor: str | None = None,
    size: int = 50,
) -> Page:
    """Return a page of the cases that a contact may see, newest first. Raises `CursorUnusable`."""
    rows = visible_to(contact, filters, at=at)
    return page_of(searched(rows, filters.search, filters.status, thorough=filters.thorough), BY_OPENING, cursor, size)


def count_cases_of(contact: Contact | None, filters: CaseFilters, *, at: datetime) -> About:
    """Return how many cases a contact may see."""
    rows = visible_to(contact, filters, at=at)
    return count_about(searched(rows, filters.search, filters.status, thorough=filters.thorough).rows)


def visible_to(
    contact: Contact | None,
    filters: CaseFilters = CaseFilters(),
    *,
    at: datetime,
) -> QuerySet[QueueRow]:
    """Return the rows that a contact may see, whatever is searched for, unsorted: its own, its site's, its country's or all.

    Without a contact (a token of the whole customer) all of the selected customer's.
    """
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(QueueRow.__name__)
    rows = of_status(filters.status).filter(_within(contact), customer_id=customer_id)
    if filters.country:
        rows = rows.filter(country=filters.country)
    if filters.site is not None:
        rows = rows.filter(site_id=filters.site)
    if filters.impact:
        rows = rows.filter(impact=filters.impact)
    if filters.serial:
        rows = rows.filter(naming(filters.serial))
    if filters.contact is not None:
        rows = rows.filter(contact_id=filters.contact)
    if filters.overdue:
        rows = rows.filter(promised_at__lt=at)
    return rows


def case_of(contact: Contact | None, case_id: UUID) -> Case:
    """Return a case that the contact may see, site and contact loaded. Raises `Case.DoesNotExist` for any other."""
    found: Case = Case.objects.select_related("contact", "site", "customer").filter(_within(contact)).get(id=case_id)
    return found


def _within(contact: Contact | None) -> Q:
    if contact is None:
        return Q()
    own = Q(contact_id=contact.id)
    match contact.scope:
        case Contact.Scope.ALL:
            return Q()
        case Contact.Scope.COUNTRY if contact.country:
            return own | Q(country=contact.country)
        case Contact.Scope.SITE if contact.site_id:
            return own | Q(site_id=contact.site_id)
    return own
