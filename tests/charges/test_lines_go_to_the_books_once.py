"""An export takes each settled line exactly once, and its files stay the same bytes; a spreadsheet runs nothing of it."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.cast import AT, StandingCast, serving
from tests.charges.costs import TOTAL, estimated
from tests.desk.door import Scenery
from voorrang.accounts.models import CustomerRole
from voorrang.cases.models import Case
from voorrang.charges.actions.answering import consent
from voorrang.charges.actions.charging import enter_charge, settle
from voorrang.charges.actions.estimates import Line
from voorrang.charges.actions.exporting import export_invoices
from voorrang.charges.models import InvoiceExport
from voorrang.charges.queries import estimate_view
from voorrang.charges.refusals import NothingToExport
from voorrang.entitlements.models import RedressRow
from voorrang.lib.tenancy import on_side

DAY = timedelta(days=1)
EVIL = Line("labour", "=HYPERLINK(1)", Decimal("1.5"), price=Decimal("235.50"), reason="No rate")


@pytest.fixture
def settled(cast: StandingCast, scenery: Scenery, case: Case) -> None:
    """One line of labour was consented to, done and settled."""
    estimate, lead = estimated(cast, scenery, case, lines=(EVIL,)), scenery.one.lead
    with serving(scenery.one):
        roles = [CustomerRole.HELPDESK_LEAD]
        consent(estimate=estimate, amount=TOTAL, user=lead.user, roles=roles, by=lead.actor, at=AT)
        [line] = estimate_view(estimate, AT).lines
        enter_charge(line=line.line, quantity=Decimal("1.5"), by=cast.agent.actor, at=AT)
        settle(estimate=estimate, waived={}, by=cast.agent.actor, at=AT)


def export(cast: StandingCast) -> InvoiceExport:
    with on_side("vendor"):
        return export_invoices(starts_at=AT - DAY, ends_at=AT + DAY, by=cast.operator.actor, at=AT)


@pytest.mark.usefixtures("settled")
def test_each_line_goes_once(cast: StandingCast) -> None:
    made = export(cast)
    [row] = csv.DictReader(io.StringIO(made.csv))
    [same] = json.loads(made.json)["lines"]
    assert (row["amount"], same["amount"], row["export"]) == ("353.25", "353.25", str(made.number))
    assert row["text"] == "'=HYPERLINK(1)"
    with pytest.raises(NothingToExport):
        export(cast)


@pytest.mark.usefixtures("settled")
def test_an_approved_credit_goes_along_as_a_negative_line(cast: StandingCast, scenery: Scenery) -> None:
    with on_side("vendor"):
        RedressRow.objects.create(
            customer=scenery.one.customer,
            decision_id=scenery.case.decision_id,
            verdict="wronged",
            state="approved",
            outcome_was="refused",
            outcome_now="entitled",
            decided_at=AT,
            found_at=AT,
            credit_amount=Decimal("50.00"),
            currency="EUR",
        )
    amounts = sorted(line["amount"] for line in json.loads(export(cast).json)["lines"])
    assert amounts == ["-50.00", "353.25"]
