"""The desk's frame: the sidebar with what waits, and who is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.visitor import Visitor
from voorrang.cases.queries import QueueFilters, queue_counts
from voorrang.desk.cases.limits import customers_within
from voorrang.lib.clock import now
from voorrang.ui.shapes import NavItem, NavSection, Person, Shell


def desk_shell(request: Any) -> Shell:
    """Return the frame for one of the vendor's people, with the counts of the queue."""
    visitor: Visitor = request.visitor
    at = now()
    person = visitor.user.id if visitor.user else None
    counts = queue_counts(QueueFilters(customers=customers_within(visitor, at)), at=at, user_id=person)
    here = request.resolver_match.view_name if request.resolver_match else ""
    queue_url = reverse("desk:queue")
    mine = here == "desk:queue" and request.GET.get("owner") == "me"
    sections = (
        NavSection(
            _("Desk"),
            (
                NavItem(_("Queue"), queue_url, "queue", counts.open.count, active=here == "desk:queue" and not mine),
                NavItem(_("Mine"), f"{queue_url}?owner=me", "mine", counts.mine.count, active=mine),
            ),
        ),
        NavSection(
            _("Programme"),
            (NavItem(_("Tiers and clauses"), reverse("programme"), "programme", active=here == "programme"),),
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
