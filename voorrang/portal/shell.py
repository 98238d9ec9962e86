"""The portal's frame: the customer's name, its pages, and who is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.people import CustomerRole
from voorrang.accounts.visitor import Visitor
from voorrang.cases.queries import CaseFilters, count_cases_of
from voorrang.lib.clock import now
from voorrang.ui.shapes import NavItem, NavSection, Person, Shell


def portal_shell(request: Any) -> Shell:
    """Return the frame for one of the customer's people."""
    visitor: Visitor = request.visitor
    here = request.resolver_match.view_name if request.resolver_match else ""
    customer = visitor.customer
    place = customer.name if customer else ""
    sections = [
        NavSection(
            place,
            (
                _item(_("Home"), "home", here, "portal:home"),
                _item(_("Cases"), "case-list", here, "portal:case-", count=_open_cases(visitor)),
                _item(_("Fleet"), "fleet", here, "portal:fleet", "portal:device-"),
            ),
        ),
        NavSection(
            _("Contract"),
            (_item(_("What we bought"), "contract", here, "portal:contract"),),
        ),
    ]
    if len(visitor.customers) > 1:
        others = tuple(
            NavItem(each.name, f"{reverse('portal:choose-customer')}?customer={each.code}", f"customer-{each.code}")
            for each in visitor.customers
            if customer is None or each.id != customer.id
        )
        sections.append(NavSection(_("Other customers"), others))
    roles = dict(CustomerRole.choices)
    detail = " · ".join(str(roles.get(role, role)) for role in sorted(visitor.roles))
    name = visitor.user.name if visitor.user else ""
    return Shell(
        place=place,
        home_url=reverse("portal:home"),
        sections=tuple(sections),
        person=Person(name, detail),
        programme_url=reverse("programme"),
    )


def _open_cases(visitor: Visitor) -> int:
    return count_cases_of(visitor.contact, CaseFilters(status="open"), at=now()).count


def _item(label: Any, name: str, here: str, *prefixes: str, count: int | None = None) -> NavItem:
    return NavItem(label, reverse(f"portal:{name}"), name, count, active=here.startswith(prefixes))
