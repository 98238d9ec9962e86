"""The desk's frame: the sidebar with what waits, and who is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.visitor import Visitor
from voorrang.cases.queries import About
from voorrang.desk.queue.views import figures_of
from voorrang.desk.renewals.due import renewals_item
from voorrang.ui.shapes import NavItem, NavSection, Person, Shell
from voorrang.ui.wording import number_text


def desk_shell(request: Any) -> Shell:
    """Return the frame for one of the vendor's people: the pages that the person may open, with the queue's counts."""
    visitor: Visitor = request.visitor
    counts = figures_of(request)
    here = request.resolver_match.view_name if request.resolver_match else ""
    queue_url = reverse("desk:queue")
    mine = here == "desk:queue" and request.GET.get("owner") == "me"
    works = request.may("desk:case-owner")
    sections = (
        NavSection(
            _("Desk"),
            (
                NavItem(
                    _("Queue"),
                    queue_url,
                    "queue",
                    _shown(counts.open, request),
                    active=here == "desk:queue" and not mine,
                ),
                *(
                    [NavItem(_("Mine"), f"{queue_url}?owner=me", "mine", _shown(counts.mine, request), active=mine)]
                    if works
                    else []
                ),
                *_items(request, here, (_("PIN check"), "pin-check", ("desk:pin-",))),
            ),
        ),
        NavSection(
            _("Customers"),
            _items(
                request,
                here,
                (
                    _("Customers"),
                    "customer-list",
                    ("desk:customer-", "desk:promise-", "desk:contract-", "desk:contact-", "desk:override-"),
                ),
                (_("Devices"), "device-search", ("desk:device-", "desk:serial-")),
                (_("Orders"), "order-list", ("desk:order-",)),
                (_("Quotes"), "quote-list", ("desk:quote-",)),
                (_("Agreements"), "agreement-list", ("desk:agreement-",)),
                (_("Costs"), "cost-list", ("desk:cost-", "desk:invoice-")),
            )
            + renewals_item(request, here),
        ),
        NavSection(
            _("Programme"),
            (
                NavItem(_("Tiers and clauses"), reverse("programme"), "programme", active=here == "programme"),
                *_items(
                    request,
                    here,
                    (
                        _("What changes"),
                        "change-list",
                        ("desk:change-", "desk:comparison-", "desk:reading-", "desk:notice-"),
                    ),
                    (_("Models to settle"), "model-list", ("desk:model-",)),
                    (_("Decisions"), "decision-list", ("desk:decision-",)),
                    (_("Trail"), "audit-trail", ("desk:audit-",)),
                    (
                        _("Privacy"),
                        "privacy",
                        ("desk:privacy", "desk:data-map", "desk:hold-", "desk:person-", "desk:erasure-"),
                    ),
                    (_("Wrong answers"), "redress-list", ("desk:redress-",)),
                ),
            ),
        ),
    )
    roles = dict(StaffRole.choices)
    detail = " · ".join(str(roles.get(role, role)) for role in sorted(visitor.roles))
    return Shell(
        place=_("Desk"),
        home_url=queue_url,
        sections=tuple(section for section in sections if section.items),
        person=Person(visitor.user.name if visitor.user else "", detail),
        programme_url=reverse("programme"),
    )


def _items(request: Any, here: str, *pages: tuple[Any, str, tuple[str, ...]]) -> tuple[NavItem, ...]:
    """Return the lines of the pages that the visitor may open."""
    return tuple(
        NavItem(label, reverse(f"desk:{name}"), name, active=here.startswith(prefixes))
        for label, name, prefixes in pages
        if request.may(f"desk:{name}")
    )


def _shown(count: About, request: Any) -> int | str:
    """Return a count for the sidebar; one that is not exact says so."""
    if count.exact:
        return count.count
    return f"~{number_text(count.count, request.LANGUAGE_CODE)}"
