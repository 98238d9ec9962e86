"""Who called when: filters, figures by week, rows and the file, the same at both doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.http import QueryDict, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models import Call, User
from voorrang.accounts.queries import helpdesks
from voorrang.ui.days import midnight
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.shapes import FilterBar

WEEKS = 12
_PERIODS = (("7", _("the last 7 days")), ("30", _("the last 30 days")), ("90", _("the last 90 days")))
_WIDTH, _GAP, _HEIGHT = 26, 6, 64
COLUMNS = ["called_at", "helpdesk", "caller", "number", "listed", "outcome", "case", "taken_by"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the plot, in the units of its drawing."""

    week: date
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call as a reader sees it."""

    row: Call
    caller: str
    number: str
    taken_by: str


def call_bar(query: QueryDict) -> FilterBar:
    """Read the filters of the list of calls."""
    return read(
        query,
        [
            Search("q", _("Caller or number")),
            Choice("period", _("Period"), _PERIODS),
            Choice("helpdesk", _("Helpdesk"), [(str(one.id), one.name) for one in helpdesks()]),
            Choice("listed", _("Caller"), (("yes", _("on the list")), ("no", _("not on the list")))),
            Choice("outcome", _("Outcome"), Call.Outcome.choices),
        ],
    )


def calls(bar: FilterBar, at: datetime, *, whole_numbers: bool) -> QuerySet[Call]:
    """Return the selected customer's calls as filtered. A number is searched only by who may see it whole."""
    found: QuerySet[Call] = Call.objects.select_related("helpdesk", "contact")
    said = bar.values
    if said.get("period"):
        found = found.filter(called_at__gt=at - timedelta(days=int(said["period"])))
    if said.get("helpdesk"):
        found = found.filter(helpdesk_id=UUID(said["helpdesk"]))
    if said.get("outcome"):
        found = found.filter(outcome=said["outcome"])
    if said.get("listed"):
        found = found.filter(contact__isnull=said["listed"] == "no")
    if text := said.get("q"):
        wanted = Q(contact__name__icontains=text) | Q(name__icontains=text)
        found = found.filter(wanted | Q(number__contains=text) if whole_numbers else wanted)
    return found


def call_lines(rows: Sequence[Call], *, whole_numbers: bool) -> list[CallLine]:
    """Return rows for the page; without `whole_numbers` only the last two digits of a number show."""
    takers = {one.taken_by for one in rows if one.taken_by}
    names: dict[Any, str] = dict(User.objects.filter(id__in=takers).values_list("id", "name"))
    return [
        CallLine(
            one,
            one.contact.name if one.contact else one.name,
            one.number if whole_numbers else masked(one.number),
            names.get(one.taken_by, ""),
        )
        for one in rows
    ]


def masked(number: str) -> str:
    """Return a number of which only the country's beginning and the last two digits can be read."""
    shown_before, shown_after = 3, 2
    if len(number) <= shown_before + shown_after:
        return "·" * len(number)
    return f"{number[:shown_before]}{'·' * (len(number) - shown_before - shown_after)}{number[-shown_after:]}"


def by_week(found: QuerySet[Call], at: datetime) -> list[Bar]:
    """Return the last twelve weeks with how many calls each had, as bars of a drawing."""
    this_week = at.date() - timedelta(days=at.weekday())
    weeks = [this_week - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    rows = found.filter(called_at__gte=midnight(weeks[0])).annotate(week=TruncWeek("called_at")).order_by()
    counts = {week.date(): many for week, many in rows.values_list("week").annotate(many=Count("id"))}
    most = max(counts.values(), default=0) or 1
    bars = []
    for n, week in enumerate(weeks):
        height = round(counts.get(week, 0) / most * _HEIGHT)
        bars.append(Bar(week, counts.get(week, 0), n * (_WIDTH + _GAP), _HEIGHT - height, height))
    return bars


def call_file(name: str, found: QuerySet[Call], *, whole_numbers: bool) -> StreamingHttpResponse:
    """Return the calls as CSV."""
    rows = (
        [
            line.row.called_at,
            line.row.helpdesk.name if line.row.helpdesk else "",
            line.caller,
            line.number,
            line.row.contact_id is not None,
            line.row.outcome,
            line.row.case_number,
            line.taken_by,
        ]
        for line in call_lines(list(found.order_by("-called_at", "-id")), whole_numbers=whole_numbers)
    )
    return csv_file(name, COLUMNS, rows)
