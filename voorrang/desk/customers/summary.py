"""A customer on one page: what it has, what is open, what falls short."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voorrang.accounts.models import Customer
from voorrang.cases.models import QueueRow
from voorrang.cases.queries import QueueFilters, filtered, queue_counts
from voorrang.installed_base.queries import cover_summary
from voorrang.ui.contract_lines import ContractLine
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Stat, Tone
from voorrang.ui.wording import number_text, percent_text


def stats(request: Any, customer: Customer, lines: Iterable[ContractLine], at: datetime) -> list[Stat]:
    """Return the figures at the top of a customer's page."""
    language = language_of(request)
    fleet = cover_summary(at)
    counts = queue_counts(QueueFilters(customer=customer.id), at=at, user_id=None)
    short = [scope for line in lines for scope in line.scopes if scope.state == "running" and scope.shortfall]
    missing = max((scope.shortfall for scope in short), default=0)
    queue_url = f"{reverse('desk:queue')}?customer={customer.code}"
    tone: Tone = "bad" if counts.overdue.count else "info"
    return [
        Stat(
            _("Open cases"),
            number_text(counts.open.count, language),
            _("%(n)s overdue") % {"n": number_text(counts.overdue.count, language)},
            tone,
            queue_url,
        ),
        Stat(
            _("Devices"),
            number_text(fleet.total, language),
            _("%(share)s under cover") % {"share": percent_text(fleet.covered / fleet.total, language)}
            if fleet.total
            else _("no fleet imported yet"),
            url=f"{reverse('desk:device-search')}?customer={customer.code}",
        ),
        Stat(
            _("Cover ends soon"),
            number_text(fleet.ending, language),
            _("within 90 days"),
            url=f"{reverse('desk:device-search')}?customer={customer.code}&cover=ending",
        ),
        Stat(
            _("Minimum"),
            _("reached") if not short else _("missed"),
            _("in every scope in force")
            if not short
            else ngettext("%(n)s device short", "%(n)s devices short", missing) % {"n": number_text(missing, language)},
            "bad" if short else "good",
        )
        if any(scope.verdict for line in lines for scope in line.scopes)
        else Stat(_("Minimum"), "–", _("nothing bought yet")),
    ]


def open_figures(customer_ids: Iterable[UUID], at: datetime) -> dict[UUID, dict[str, int]]:
    """Return open and overdue cases by customer, in one query."""
    rows = filtered(QueueFilters(customers=list(customer_ids)), at=at).order_by().values("customer_id")
    return {
        row["customer_id"]: {"open": row["open"], "overdue": row["overdue"]}
        for row in rows.annotate(open=Count("id"), overdue=Count("id", filter=Q(due_at__lt=at)))
    }


def newest_cases(customer: Customer, at: datetime, most: int = 6) -> list[QueueRow]:
    """Return the cases of a customer that are due next."""
    from voorrang.cases.queries import queue

    return queue(QueueFilters(customer=customer.id), at=at, size=most).rows
