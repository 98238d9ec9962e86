"""The customer's trail, for its auditors and leads. What is internal to the vendor is not in it."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.audit.actions import record
from voorrang.cases.queries.trail import trail_of_customer
from voorrang.lib.clock import now
from voorrang.ui.trail.page import trail_page


@require_GET
def show(request: Any) -> HttpResponseBase:
    """Show who did what with the customer's records, and hand it out as evidence."""
    visitor = request.visitor

    def exported(manifest: dict[str, Any]) -> None:
        data = {name: manifest[name] for name in ("population", "sample", "rows", "sha256")}
        record(
            "trail.exported", subject_kind="trail", subject_id=visitor.customer.id, by=visitor.by, at=now(), data=data
        )

    return trail_page(
        request,
        trail_of_customer(),
        name=visitor.customer.code,
        heading=_("Trail"),
        lead=_("Who did what with your records, and when. Rows are added and never changed."),
        exported=exported,
    )
