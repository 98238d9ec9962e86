"""Handing settled lines to the books: each line exactly once, under a number, in files that stay as they are."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from voorrang.accounts.models import Customer
from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.charges.models import InvoiceExport, InvoiceLine
from voorrang.charges.refusals import ExportBusy, NothingToExport
from voorrang.entitlements.models import RedressRow
from voorrang.lib.formulas import as_text

HEADER = (
    "export",
    "customer",
    "kind",
    "case",
    "estimate",
    "text",
    "quantity",
    "price",
    "amount",
    "currency",
    "settled_at",
    "id",
)


def export_invoices(
    *, starts_at: datetime, ends_at: datetime, customer: Customer | None = None, by: Actor, at: datetime
) -> InvoiceExport:
    """Export what was settled in [starts_at, ends_at) and is in no export yet, of one customer or of all; return it.

    Approved credits that are in no export yet go along as negative lines. Raises `NothingToExport`, `ExportBusy`.
    """
    _take_credits(customer, at)
    number = int(InvoiceExport.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    open_ = InvoiceLine.objects.filter(export_number=None, settled_at__gte=starts_at, settled_at__lt=ends_at)
    if customer is not None:
        open_ = open_.filter(customer=customer)
    # One conditional update claims the lines: a second export of this moment finds them taken.
    if not open_.update(export_number=number):
        raise NothingToExport
    lines = list(
        InvoiceLine.objects.filter(export_number=number).select_related("customer").order_by("settled_at", "id")
    )
    rows = [_row(number, line) for line in lines]
    try:
        with transaction.atomic():
            export = InvoiceExport.objects.create(
                number=number,
                starts_at=starts_at,
                ends_at=ends_at,
                customer=customer,
                lines=len(lines),
                csv=_csv(rows),
                json=json.dumps({"export": number, "lines": rows}, ensure_ascii=False, indent=1),
                made_at=at,
                made_by=by.id,
            )
    except IntegrityError as error:
        raise ExportBusy from error
    record_system("invoices.exported", by=by, at=at, data={"number": number, "lines": len(lines)})
    return export


def _take_credits(customer: Customer | None, at: datetime) -> None:
    """Write a negative line, as of now, for each approved credit; one that has a line already keeps it."""
    found = RedressRow.objects.filter(state=RedressRow.State.APPROVED, credit_amount__gt=0)
    if customer is not None:
        found = found.filter(customer=customer)
    known = InvoiceLine.objects.filter(kind=InvoiceLine.Kind.CREDIT).values("source_id")
    InvoiceLine.objects.bulk_create(
        (
            InvoiceLine(
                customer_id=row.customer_id,
                kind=InvoiceLine.Kind.CREDIT,
                source_id=row.id,
                quantity=Decimal(1),
                price=-(row.credit_amount or Decimal(0)),
                amount=-(row.credit_amount or Decimal(0)),
                currency=row.currency,
                settled_at=at,
            )
            for row in found.exclude(id__in=known)
        ),
        ignore_conflicts=True,
    )


def _row(number: int, line: InvoiceLine) -> dict[str, Any]:
    """One line as plain values; amounts as text, so that no program rounds them."""
    values = (
        number,
        line.customer.code,
        line.kind,
        line.case_number,
        line.estimate_number,
        line.text,
        str(line.quantity),
        str(line.price),
        str(line.amount),
        line.currency,
        line.settled_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        str(line.source_id),
    )
    return dict(zip(HEADER, values, strict=True))


def _csv(rows: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([_cell(name, row[name]) for name in HEADER])
    return out.getvalue()


def _cell(name: str, value: Any) -> str:
    """Mark as text what a spreadsheet would run as a formula. Figures are ours: a negative one stays a figure."""
    text = str(value)
    is_figure = name in {"quantity", "price", "amount"}
    return text if is_figure else as_text(text)
