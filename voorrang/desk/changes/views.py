"""Two editions side by side in sentences, and whom the difference touches."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.visitor import customers_open_to
from voorrang.desk.changes.told import grouped
from voorrang.editions.points import Point, points
from voorrang.editions.store import hashes_at
from voorrang.lib.clock import now
from voorrang.notices.actions import NoDateYet, ask, draft_notices
from voorrang.notices.jobs import look_at_everybody
from voorrang.notices.models import Comparison, Touch
from voorrang.notices.queries import comparison_of, looked_at, newest_like, notices, touched
from voorrang.notices.sides import change_key, sides_of
from voorrang.notices.wording import facts_in_words
from voorrang.rules.programme import Programme
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Busy, Crumb

ASKED_LATELY = timedelta(hours=1)
"""Asked again within it, the same comparison is shown."""

PARTS = {
    "terms": gettext_lazy("terms"),
    "coverage": gettext_lazy("countries and languages"),
    "readings": gettext_lazy("readings"),
}


@require_GET
def listing(request: Any) -> HttpResponse:
    """Show what differs between two stored editions: by default the one in use and the newest."""
    known = points(settings.VOORRANG_PROGRAMME)
    old, new = _chosen(request.GET, known)
    before, after = sides_of(old.hashes, new.hashes, {})
    context = {
        "points": [(one, str(PARTS[one.part])) for one in known],
        "old": old,
        "new": new,
        "groups": grouped(before.programme, after.programme, language_of(request)),
        "is_same": old.hashes == new.hashes,
    }
    return render(request, "desk/changes/list.html", context)


@require_POST
def compare(request: Any) -> HttpResponse:
    """Ask whom the difference touches; asked a moment ago, that answer is shown."""
    code, at = settings.VOORRANG_PROGRAMME, now()
    old, new = _chosen(request.POST, points(code))
    found = newest_like(code, old.hashes, new.hashes, {}, at - ASKED_LATELY)
    if found is None:
        found = ask(
            programme=code,
            before=old.hashes,
            after=new.hashes,
            starts_at=new.starts_at,
            by=request.visitor.by,
            at=at,
        )
        look_at_everybody(found, request.visitor.by)
    return redirect("desk:comparison-detail", found.id)


@require_GET
def show(request: Any, comparison_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Show whom a comparison touches and how, as far as the visitor may know."""
    found = _comparison(comparison_id)
    bar = read(request.GET, [Choice("kind", gettext_lazy("How"), Touch.Kind.choices)])
    limit = customers_open_to(request.visitor, now())
    rows = touched(found, limit, bar.values.get("kind", ""))
    before, after = sides_of(found.before, found.after, found.choices)
    language = language_of(request)
    if wants_export(request):
        return _export(rows, after.programme, language)
    sheet = sheet_of(request, rows, "customer__name", ngettext_lazy("customer", "customers"))
    context = {
        "comparison": found,
        "bar": bar,
        "sheet": sheet,
        "rows": [(one, facts_in_words(one.facts, after.programme, language)) for one in sheet.rows],
        "groups": grouped(before.programme, after.programme, language),
        "job": _progress(found),
        "told": notices(limit).filter(change=change_key(found)).count(),
        "crumbs": (Crumb(_("What changes"), reverse("desk:change-list")), Crumb(_("Whom it touches"))),
    }
    return render(request, "desk/changes/show.html", context)


@require_GET
def progress(request: Any, comparison_id: UUID) -> HttpResponse:
    """Say how far the look at all customers has come."""
    return render(request, "desk/changes/busy.html", {"job": _progress(_comparison(comparison_id))})


@require_POST
def draft(request: Any, comparison_id: UUID) -> HttpResponse:
    """Draft a notice for everybody who is touched and has none."""
    found = _comparison(comparison_id)
    try:
        count = draft_notices(comparison=found, by=request.visitor.by, at=now())
    except NoDateYet:
        messages.error(
            request, _("This reading is only tried. Switch it from a day on first; then there is something to tell.")
        )
        return redirect("desk:comparison-detail", found.id)
    text = ngettext(
        "%(n)s notice is drafted. Nothing goes out before a person has approved it.",
        "%(n)s notices are drafted. Nothing goes out before a person has approved them.",
        count,
    )
    messages.success(request, text % {"n": count})
    return redirect("desk:notice-list")


def _chosen(asked: Any, known: list[Point]) -> tuple[Point, Point]:
    if not known:
        raise Http404
    by_key = {one.key: one for one in known}
    in_use = hashes_at(settings.VOORRANG_PROGRAMME, now())
    old = by_key.get(asked.get("old", "")) or next((one for one in known if one.hashes == in_use), known[0])
    return old, by_key.get(asked.get("new", "")) or max(known, key=lambda one: (one.starts_at, one.id))


def _comparison(comparison_id: UUID) -> Comparison:
    try:
        return comparison_of(comparison_id)
    except Comparison.DoesNotExist as error:
        raise Http404 from error


def _progress(found: Comparison) -> Busy:
    done = looked_at(found)
    is_done = done >= found.customers
    return Busy(
        _("Looking at every customer"),
        min(done, found.customers),
        found.customers,
        _("Every customer was looked at.") if is_done else _("Counts are of those looked at so far."),
        poll_url="" if is_done else reverse("desk:comparison-progress", args=[found.id]),
        state="done" if is_done else "running",
    )


def _export(rows: Any, programme: Programme, language: str) -> StreamingHttpResponse:
    def lines() -> Iterator[list[Any]]:
        for one in rows.order_by("customer__name", "id").iterator(chunk_size=1000):
            how = " ".join(facts_in_words(one.facts, programme, language))
            yield [one.customer.code, one.customer.name, " ".join(one.kinds), how]

    return csv_file("touched", ["customer", "name", "how", "facts"], lines())
