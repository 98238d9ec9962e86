"""The desk's frame: the sidebar with what waits, and who is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.visitor import Visitor
from voorrang.cases.queries import queue_counts
from voorrang.lib.clock import now
from voorrang.ui.shapes import NavItem, NavSection, Person, Shell


def desk_shell(request: Any) -> Shell:
    """Return the frame for one of the vendor's people, with the counts of the queue."""
    visitor: Visitor = request.visitor
    counts = queue_counts(owner=visitor.user, at=now())
    here = request.resolver_match.view_name if request.resolver_match else ""
    queue_url = reverse("desk:queue")
    mine = here == "desk:queue" and request.GET.get("owner") == "me"
    sections = (
        NavSection(
            _("Desk"),
            (
                NavItem(_("Queue"), queue_url, "queue", counts.open, active=here == "desk:queue" and not mine),
                NavItem(_("Mine"), f"{queue_url}?owner=me", "mine", counts.mine, active=mine),
                NavItem(_("PIN check"), reverse("desk:pin-check"), "pin-check", active=here == "desk:pin-check"),
            ),
        ),
        NavSection(
            _("Customers"),
            (
                _item(_("Customers"), "customer-list", here, "desk:customer-", "desk:contract-"),
                _item(_("Devices"), "device-search", here, "desk:device-"),
                _item(_("Orders"), "order-list", here, "desk:order-"),
            ),
        ),
        NavSection(
            _("Programme"),
            (
                NavItem(_("Tiers and clauses"), reverse("programme"), "programme", active=here == "programme"),
                _item(_("Decisions"), "decision-list", here, "desk:decision-"),
            ),
        ),
    )
    roles = dict(StaffRole.choices)
    detail = " · ".join(str(roles.get(role, role)) for role in sorted(visitor.roles))
    name = visitor.user.name if visitor.user else ""
    return Shell(
        place=_("Desk"),
        home_url=queue_url,
        sections=sections,
        person=Person(name, detail),
        programme_url=reverse("programme"),
    )


def _item(label: Any, name: str, here: str, *prefixes: str) -> NavItem:
    return NavItem(label, reverse(f"desk:{name}"), name, active=here.startswith(prefixes))
