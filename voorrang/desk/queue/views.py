"""The queue: every customer's cases by what is due next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.visitor import Visitor, customers_open_to
from voorrang.cases.models import QueueRow, Status
from voorrang.cases.queries import CursorUnusable, QueueCounts, QueueFilters, count_whole, queue, queue_counts
from voorrang.desk.choosing import customer_options
from voorrang.desk.door import programme_sold
from voorrang.lib.clock import now
from voorrang.rules.programme import Programme
from voorrang.ui.case_page import tier_view
from voorrang.ui.export import csv_file
from voorrang.ui.filters import CURSOR, Choice, Flag, Search, next_link, read
from voorrang.ui.names import name_of
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Due, FilterBar, KeyHint, Listing, TierView
from voorrang.ui.wording import country_text, language_text

SEES_ALL = frozenset({StaffRole.PLANNER, StaffRole.DISPATCHER})
"""Roles that read the whole queue and open none of its cases."""
SPOKEN = "spoken"
RUNNING = frozenset({"open", "waiting"})
TAKE = (KeyHint(("a",), _("take")),)
COLUMNS = (
    "number title status outcome tier customer country language impact owner opened_at due_at due_kind breached serials"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One case as the queue shows it."""

    row: QueueRow
    tier: TierView | None
    clock: Any
    due: Due | None
    answered_in: str
    """The language that we answer in, where the programme does not speak the case's (C.5, Q.18)."""
    is_next: bool = False


def show(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List cases by what is due; every filter is in the address."""
    at, programme = now(), programme_sold()
    limit = customer_limit(request.visitor, at)
    figures = figures_of(request)
    bar = _bar(request, programme, figures.overdue.count, figures.unassigned.count)
    wanted = _wanted(request, bar, limit)
    if wants_export(request):
        return _export(wanted, at)
    cursor = request.GET.get(CURSOR)
    try:
        page = queue(wanted, at=at, cursor=cursor)
    except CursorUnusable:
        return redirect("desk:queue")
    counted = count_whole(page)
    context = {
        "bar": bar,
        "lines": _lines(page.rows, programme, is_first_page=not cursor),
        "list_view": Listing(
            count=counted.count,
            shown=len(page.rows),
            noun=ngettext_lazy("case", "cases"),
            exact=counted.exact,
            next_url=next_link(request.GET, page.next),
            first_url=_first_link(request) if cursor else "",
            export_url=export_link(request),
            newest=page.whole.newest,
        ),
        "keys": TAKE if request.may("desk:case-owner") else (),
        "is_mine": bar.values.get("owner") == "me",
        "here": request.get_full_path(),
    }
    return render(request, "desk/queue/show.html", context)


def figures_of(request: Any) -> QueueCounts:
    """Return the queue's figures for the visitor: counted once a request, for the page and for its frame."""
    found: QueueCounts | None = getattr(request, "queue_figures", None)
    if found is None:
        at = now()
        filters = QueueFilters(customers=customer_limit(request.visitor, at))
        found = request.queue_figures = queue_counts(filters, at=at, user_id=_user_id(request))
    return found


def customer_limit(visitor: Visitor, at: datetime) -> frozenset[Any] | None:
    """Return the customers whose cases the visitor sees in the queue; None is no limit."""
    return None if visitor.roles & SEES_ALL else customers_open_to(visitor, at)


def _user_id(request: Any) -> Any:
    return request.visitor.user.id if request.visitor.user else None


def _bar(request: Any, programme: Programme, overdue: int, unassigned: int) -> FilterBar:
    shown_in = language_of(request)
    staff = request.visitor.staff
    spoken = [(SPOKEN, _("any that I speak"))] if staff is not None and staff.languages else []
    languages = sorted(((code, language_text(code, shown_in)) for code in programme.coverage.languages), key=_by_name)
    countries = sorted(((code, country_text(code, shown_in)) for code in programme.coverage.region_of), key=_by_name)
    tiers = sorted(programme.tiers.values(), key=lambda tier: tier.rank)
    return read(
        request.GET,
        [
            Search("q", _("Number, serial or symptom")),
            Choice("status", _("View"), [*_views()], any=_("due first")),
            Choice("language", _("Language"), [*spoken, *languages]),
            Choice("tier", _("Tier"), [(tier.code, tier.name.get(shown_in, tier.name["en"])) for tier in tiers]),
            Choice("country", _("Country"), countries),
            Choice("customer", _("Customer"), customer_options(request)),
            Choice("owner", _("Owner"), [("me", _("me"))], any=_("any")),
            Flag("overdue", _("Overdue"), overdue),
            Flag("unassigned", _("Unassigned"), unassigned),
        ],
    )


def _views() -> Iterator[tuple[str, Any]]:
    yield from Status.choices
    yield "all", _("All there ever were")


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _wanted(request: Any, bar: FilterBar, limit: frozenset[Any] | None) -> QueueFilters:
    values = bar.values
    owner: Any = "nobody" if "unassigned" in values else _user_id(request) if values.get("owner") == "me" else None
    language = values.get("language", "")
    status: Any = values.get("status", "active")
    return QueueFilters(
        status=status,
        customer=_customer_id(values.get("customer", "")),
        tier=values.get("tier", ""),
        language="" if language == SPOKEN else language,
        languages=tuple(request.visitor.staff.languages) if language == SPOKEN else (),
        country=values.get("country", ""),
        owner=owner,
        overdue=bool(values.get("overdue")),
        search=values.get("q", ""),
        customers=limit,
    )


def _customer_id(code: str) -> Any:
    from voorrang.accounts.queries import customer_by_code

    return customer_by_code(code).id if code else None


def _first_link(request: Any) -> str:
    query = request.GET.copy()
    query.pop(CURSOR, None)
    return f"{reverse('desk:queue')}?{query.urlencode()}"


def _lines(rows: list[QueueRow], programme: Programme, *, is_first_page: bool) -> list[Line]:
    """Return the rows as shown; the first of them that is due is the one loud thing of the page."""
    return [
        Line(
            row=row,
            tier=tier_view(programme, row.tier),
            clock=clock_word(row),
            due=due_of(row),
            answered_in=answered_in(row.language, programme),
            is_next=is_first_page and place == 0 and row.due_at is not None and row.status in RUNNING,
        )
        for place, row in enumerate(rows)
    ]


def clock_word(row: QueueRow) -> Any:
    """Say what a case waits for: the clock that is due next, or how it stands."""
    if row.status == "open" and row.due_kind:
        return name_of("clock", row.due_kind)
    return Status(row.status).label


def due_of(row: QueueRow) -> Due | None:
    """Return when a case is due; None where nothing runs."""
    if row.status not in RUNNING:
        return None
    if row.due_at is None and row.waiting_since is not None:
        return Due(None, "paused", row.waiting_since)
    return Due(row.due_at)


def answered_in(language: str, programme: Programme) -> str:
    """Return the language that a case is answered in, "" where it is the case's own (C.5, Q.18)."""
    return "" if language in programme.coverage.languages else programme.coverage.fallback_language


def _export(wanted: QueueFilters, at: datetime) -> StreamingHttpResponse:
    wanted = replace(wanted, thorough=True)

    def rows() -> Iterator[list[Any]]:
        cursor: str | None = None
        while True:
            page = queue(wanted, at=at, cursor=cursor, size=200)
            for row in page.rows:
                yield [_value(row, column) for column in COLUMNS.split()]
            cursor = page.next
            if cursor is None:
                return

    return csv_file("queue", COLUMNS.split(), rows())


def _value(row: QueueRow, column: str) -> Any:
    if column == "customer":
        return row.customer.code
    if column == "owner":
        return row.owner.name if row.owner else ""
    value = getattr(row, column)
    return " ".join(value) if isinstance(value, list) else value
