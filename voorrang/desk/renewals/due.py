"""The renewals' line in the sidebar: whoever sells sees how many are due on every page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.visitor import customers_open_to
from voorrang.contracts.queries import count_due, renewal_rows
from voorrang.desk.door import programme_sold
from voorrang.lib.clock import now
from voorrang.rules.renewals import stages
from voorrang.ui.shapes import NavItem


def renewals_item(request: Any, here: str) -> tuple[NavItem, ...]:
    """Return the line, with the open renewals of the first stage for whoever works on them; none for others."""
    if not request.may("desk:renewal-list"):
        return ()
    count = None
    if request.may("desk:renewal-plan"):
        at = now()
        first = stages(programme_sold())[0]
        count = count_due(renewal_rows(customers_open_to(request.visitor, at)), [first], at)[first]
    url, active = reverse("desk:renewal-list"), here.startswith("desk:renewal-")
    return (NavItem(_("Renewals"), url, "renewal-list", count, active=active),)
