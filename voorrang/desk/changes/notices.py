"""Notices: who must be told what, by when; read, mended and approved by a person."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Customer, User
from voorrang.accounts.visitor import customers_open_to
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.notices import actions
from voorrang.notices.models import Notice
from voorrang.notices.queries import notices
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.shapes import Crumb

STATES = (
    ("waiting", gettext_lazy("Waits for a person")),
    ("sent", gettext_lazy("Sent")),
    ("dropped", gettext_lazy("Dropped")),
)


class NoticeForm(forms.Form):
    """The words that go out."""

    text = forms.CharField(
        label=gettext_lazy("Words to the customer"),
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 16, "data-draft": "notice"}),
        help_text=gettext_lazy("They go by mail to the helpdesk's leads, and stand in the portal."),
    )


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List notices, what is due first in front."""
    bar = read(request.GET, [Choice("state", gettext_lazy("State"), STATES)])
    limit = customers_open_to(request.visitor, now())
    rows = notices(limit, bar.values.get("state", ""))
    if wants_export(request):
        return _export(rows)
    sheet = sheet_of(request, rows, "due_at", ngettext_lazy("notice", "notices"))
    waiting = notices(limit, "waiting").count()
    return render(request, "desk/changes/notices.html", {"bar": bar, "sheet": sheet, "waiting": waiting})


@require_GET
def show(request: Any, code: str, notice_id: UUID) -> HttpResponse:
    """Show one notice with its words."""
    customer, notice = _opened(request, code, notice_id)
    return _page(request, customer, notice)


@require_POST
def reword(request: Any, code: str, notice_id: UUID) -> HttpResponse:
    """Keep other words."""
    customer, notice = _opened(request, code, notice_id)
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, customer, notice, form, status=422)
    try:
        actions.reword_notice(notice=notice, text=form.cleaned_data["text"], by=request.visitor.by, at=now())
    except actions.NoticeClosed:
        return _late(request, customer, notice)
    messages.success(request, _("Kept. Nothing has gone out yet."))
    return redirect("desk:notice-detail", customer.code, notice.id)


@require_POST
def approve(request: Any, code: str, notice_id: UUID) -> HttpResponse:
    """Approve the words as they are kept, and send them."""
    customer, notice = _opened(request, code, notice_id)
    try:
        count = actions.approve_notice(notice=notice, by=request.visitor.by, at=now())
    except actions.NoticeClosed:
        return _late(request, customer, notice)
    except actions.NobodyToTell:
        messages.error(request, _("This customer has no helpdesk lead with access. Invite one first; then send."))
        return _page(request, customer, notice, status=422)
    text = ngettext(
        "Sent to %(n)s person. It stands in the portal too.",
        "Sent to %(n)s people. It stands in the portal too.",
        count,
    )
    messages.success(request, text % {"n": count})
    return redirect("desk:notice-detail", customer.code, notice.id)


@require_POST
def drop(request: Any, code: str, notice_id: UUID) -> HttpResponse:
    """Leave this customer untold."""
    customer, notice = _opened(request, code, notice_id)
    try:
        actions.drop_notice(notice=notice, by=request.visitor.by, at=now())
    except actions.NoticeClosed:
        return _late(request, customer, notice)
    messages.info(request, _("Dropped. The customer is not told."))
    return redirect("desk:notice-list")


def _late(request: Any, customer: Customer, notice: Notice) -> HttpResponse:
    notice.refresh_from_db()
    messages.warning(request, _("Somebody has sent or dropped this notice before. This is how it stands."))
    return _page(request, customer, notice, status=409)


def _opened(request: Any, code: str, notice_id: UUID) -> tuple[Customer, Notice]:
    customer = opened_customer(request, code)
    notice = Notice.objects.filter(id=notice_id, customer=customer).first()
    if notice is None:
        raise Http404
    return customer, notice


def _page(
    request: Any, customer: Customer, notice: Notice, form: NoticeForm | None = None, status: int = 200
) -> HttpResponse:
    is_open = notice.approved_at is None and notice.dropped_at is None
    closed_by = notice.approved_by or notice.dropped_by
    may = request.may("desk:notice-approve")
    context = {
        "customer": customer,
        "notice": notice,
        "is_open": is_open,
        "form": (form or NoticeForm(initial={"text": notice.text})) if is_open and may else None,
        "approver": User.objects.filter(id=closed_by).first() if closed_by else None,
        "crumbs": (Crumb(_("Notices"), reverse("desk:notice-list")), Crumb(customer.name)),
    }
    return render(request, "desk/changes/notice.html", context, status=status)


def _export(rows: Any) -> StreamingHttpResponse:
    header = ["customer", "name", "language", "due_at", "effective_at", "approved_at", "dropped_at"]

    def lines() -> Iterator[list[Any]]:
        for one in rows.order_by("due_at", "id").iterator(chunk_size=1000):
            customer = one.customer
            yield [
                customer.code,
                customer.name,
                one.language,
                one.due_at,
                one.effective_at,
                one.approved_at,
                one.dropped_at,
            ]

    return csv_file("notices", header, lines())
