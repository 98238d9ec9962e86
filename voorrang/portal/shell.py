"""The portal's frame: the customer's name, its pages, and who is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.people import CustomerRole
from voorrang.accounts.queries import waiting_admissions
from voorrang.accounts.visitor import Visitor
from voorrang.cases.queries import CaseFilters, count_cases_of
from voorrang.contracts.queries import quotes
from voorrang.lib.clock import now
from voorrang.ui.shapes import NavItem, NavSection, Person, Shell
from voorrang.ui.wording import number_text


def portal_shell(request: Any) -> Shell:
    """Return the frame for one of the customer's people."""
    visitor: Visitor = request.visitor
    here = request.resolver_match.view_name if request.resolver_match else ""
    customer = visitor.customer
    place = customer.name if customer else ""
    sections = [
        NavSection(
            place,
            _items(
                request,
                here,
                (_("Home"), "home", ("portal:home",), None),
                (_("Cases"), "case-list", ("portal:case-", "portal:decision-"), _open_cases(visitor, request)),
                (_("Fleet"), "fleet", ("portal:fleet", "portal:device-", "portal:upload-", "portal:import-"), None),
            ),
        ),
        NavSection(
            _("Contract"),
            _items(
                request,
                here,
                (_("What we bought"), "contract", ("portal:contract", "portal:estimate"), None),
                (_("Promise book"), "promise-book", ("portal:promise-",), None),
                (_("What changes for you"), "notice-list", ("portal:notice-",), None),
                (_("Quotes"), "quote-list", ("portal:quote-",), _open_quotes(request)),
                (_("Agreements"), "agreement-list", ("portal:agreement-",), None),
                (_("Costs"), "cost-list", ("portal:cost-", "portal:consent-"), None),
                (_("How to reach us"), "onboarding", ("portal:onboarding", "portal:step-"), None),
                (
                    _("Our helpdesk"),
                    "helpdesk",
                    (
                        "portal:helpdesk",
                        "portal:contact-",
                        "portal:pin-",
                        "portal:partner-",
                        "portal:call-",
                        "portal:admission-",
                    ),
                    _waiting_callers(request),
                ),
                (_("API tokens"), "token-list", ("portal:token-",), None),
                (_("Sign-in"), "sign-in", ("portal:sign-in", "portal:provider-", "portal:domain-"), None),
                (_("Trail"), "audit-trail", ("portal:audit-",), None),
                (_("Your data"), "your-data", ("portal:your-data", "portal:erasure-"), None),
            ),
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
        sections=tuple(section for section in sections if section.items),
        person=Person(name, detail),
        programme_url=reverse("programme"),
    )


def _open_cases(visitor: Visitor, request: Any) -> int | str:
    """Count what runs: a case that waits for the customer's answer is open too."""
    counted = count_cases_of(visitor.contact, CaseFilters(status="active"), at=now())
    return counted.count if counted.exact else f"~{number_text(counted.count, request.LANGUAGE_CODE)}"


def _open_quotes(request: Any) -> int | None:
    """Count the quotes that wait for an answer, for whoever may give it."""
    return quotes(now(), "sent").count() if request.may("portal:quote-accept") else None


def _waiting_callers(request: Any) -> int | None:
    """Count the callers who wait for a lead's word, for whoever may give it."""
    return waiting_admissions(now()).count() or None if request.may("portal:admission-list") else None


def _items(request: Any, here: str, *pages: tuple[Any, str, tuple[str, ...], int | str | None]) -> tuple[NavItem, ...]:
    """Return the lines of the pages that the visitor may open."""
    return tuple(
        NavItem(label, reverse(f"portal:{name}"), name, count, active=here.startswith(prefixes))
        for label, name, prefixes, count in pages
        if request.may(f"portal:{name}")
    )
