"""Taking a vendor's customers in: all rows of a customer or none, as often as one likes, and nobody is mailed."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from voorrang.accounts.actions import create_customer
from voorrang.accounts.actions.corrections import correct
from voorrang.accounts.models import Customer
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.cutover.bringing import Bringing
from voorrang.cutover.cells import Cells, Wrong
from voorrang.cutover.columns import CUSTOMERS
from voorrang.cutover.report import CustomerResult, Problem, Result, Row, State
from voorrang.cutover.source import read_source
from voorrang.cutover.spool import Spool
from voorrang.editions.store import programme_at
from voorrang.gateways.mail import no_mail
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.rules.programme import Programme


def take_in(*, spool: Spool, programme: str, dry_run: bool, by: Actor, at: datetime) -> Iterator[CustomerResult]:
    """Take in what lies in the spool, a transaction for each customer, and hand back each as it is done.

    A dry run does the same and takes it back, so it tells what would happen and nothing else. Each row's result is also
    kept in the spool. Inside a running transaction a customer is a savepoint. Raises `EditionMissing`.
    """
    with transaction.atomic():
        sold = programme_at(programme, at)
    for code in spool.customers():
        rows = spool.rows_of(code)
        done = CustomerResult(code, _customer(code, rows, sold, dry_run=dry_run, by=by, at=at))
        spool.note(done.results)
        yield done
    if not dry_run:
        with transaction.atomic():
            record_system("cutover.done", by=by, at=at, data={"customers": len(spool.customers())})


def filled(source: Path | bytes) -> Spool:
    """Return a spool with the rows of a folder or ZIP; close it after use. Raises `NotReadable`."""
    with ExitStack() as closing:
        spool = closing.enter_context(Spool())
        spool.fill(read_source(source))
        closing.pop_all()
        return spool


def _customer(
    code: str, rows: Sequence[Row | Result], programme: Programme, *, dry_run: bool, by: Actor, at: datetime
) -> list[Result]:
    results = [row for row in rows if isinstance(row, Result)]
    readable = [row for row in rows if isinstance(row, Row)]
    with no_mail(), transaction.atomic(), on_side("vendor"):
        results += _taken(code, readable, programme, by, at)
        is_refused = any(one.state == "refused" for one in results)
        if dry_run or is_refused:
            transaction.set_rollback(True)
    if is_refused:
        for one in results:
            if one.state in {"new", "changed"}:
                one.state = "held"
    return results


def _taken(code: str, rows: Sequence[Row], programme: Programme, by: Actor, at: datetime) -> list[Result]:
    heads = [row for row in rows if row.sheet == CUSTOMERS.name]
    rest = [row for row in rows if row.sheet != CUSTOMERS.name]
    customer = Customer.objects.filter(code=code).first() if code else None
    results: list[Result] = []
    is_new = False
    for place, row in enumerate(heads):
        if place:
            message, cure = _("This customer stands in the file twice."), _("Leave one of the rows out.")
            results.append(Result(row, "refused", (Problem("customer", message, cure),)))
            continue
        try:
            is_new = customer is None
            customer, state = _head(row, customer, programme, by, at)
            results.append(Result(row, state))
        except Wrong as wrong:
            results.append(Result(row, "refused", (wrong.problem,)))
    if customer is None:
        if not heads:
            message, cure = _("No customer has this code."), _("Add it to customers.csv, or correct the code.")
            results += [Result(row, "refused", (Problem("customer", message, cure),)) for row in rest]
        else:
            results += [Result(row, "held") for row in rest]
        return results
    with customer_selected(customer.id):
        results += Bringing(customer, programme, by, at).take(rest)
        states = [one.state for one in results]
        if "new" in states or "changed" in states:
            data = {state: states.count(state) for state in ("new", "changed", "unchanged")}
            kind = "customer.cut_over" if is_new else "customer.cut_over_again"
            record(kind, subject_kind="customer", subject_id=customer.id, by=by, at=at, data=data)
    return results


def _head(row: Row, known: Customer | None, programme: Programme, by: Actor, at: datetime) -> tuple[Customer, State]:
    cells = Cells(row.data)
    country = cells.country("head_office_country")
    language = cells.one_of("language", programme.coverage.languages)
    name, code = cells.text("name"), cells.code("customer")
    if known is None:
        made = create_customer(
            code=code,
            name=name,
            head_office_country=country,
            language=language,
            programme=programme.code,
            by=by,
            at=at,
        )
        return made, "new"
    with customer_selected(known.id):
        fields = correct(known, name=name, head_office_country=country, language=language, by=by, at=at)
    return known, "changed" if fields else "unchanged"
