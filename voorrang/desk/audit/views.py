"""The trails, for the vendor's auditors and operators. Whoever reads one leaves a row in it."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.audit.actions import READING_NOTED_FOR, record, record_reading, record_system
from voorrang.audit.models import Entry, SystemEntry
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.lib.clock import now
from voorrang.ui.shapes import Crumb
from voorrang.ui.trail.page import trail_page

READ, EXPORTED = "trail.read", "trail.exported"


@require_GET
def customers(request: Any) -> HttpResponseBase:
    """Show a customer's trail."""
    customer = chosen_customer(request)
    if customer is None:
        own = format_html(
            '{} <a href="{}" data-test="own-trail">{}</a>',
            _("Each customer has its own."),
            reverse("desk:audit-own"),
            _("What concerns no customer"),
        )
        return choose_page(request, _("Trail"), own)
    by, at = request.visitor.by, now()
    record_reading(subject_kind="trail", subject_id=customer.id, by=by, at=at)

    def exported(manifest: dict[str, Any]) -> None:
        record(EXPORTED, subject_kind="trail", subject_id=customer.id, by=by, at=at, data=_told(manifest))

    return trail_page(
        request,
        Entry.objects.all(),
        name=customer.code,
        heading=_("Trail of %(name)s") % {"name": customer.name},
        lead=_("Who did what, when. Rows are added and never changed. That you read them is a row too."),
        exported=exported,
        crumbs=(Crumb(_("Trail"), reverse("desk:audit-trail")), Crumb(customer.name)),
    )


@require_GET
def own(request: Any) -> HttpResponseBase:
    """Show the vendor's own trail: what concerns no customer, or none that is known."""
    by, at = request.visitor.by, now()
    since: timedelta = READING_NOTED_FOR
    if not SystemEntry.objects.filter(type=READ, actor_id=by.id, at__gt=at - since, at__lte=at).exists():
        record_system(READ, by=by, at=at)

    def exported(manifest: dict[str, Any]) -> None:
        record_system(EXPORTED, by=by, at=at, data=_told(manifest))

    return trail_page(
        request,
        SystemEntry.objects.all(),
        name="vendor",
        heading=_("Trail of what concerns no customer"),
        lead=_("Failed log-ins, unknown PINs, staff, editions, the nightly sweep. That you read them is a row too."),
        exported=exported,
        crumbs=(Crumb(_("Trail"), reverse("desk:audit-trail")), Crumb(_("What concerns no customer"))),
    )


def _told(manifest: dict[str, Any]) -> dict[str, Any]:
    """What the trail keeps of an export: how the rows were chosen, how many, and the digests."""
    return {name: manifest[name] for name in ("population", "sample", "rows", "sha256")}
