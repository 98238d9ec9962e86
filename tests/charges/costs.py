"""A case that a manager chose to charge, and estimates of what it costs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.cast import AT, StandingCast, serving
from tests.desk.door import LAPTOP, Scenery
from voorrang.cases.actions import open_case
from voorrang.cases.models import Case
from voorrang.charges.actions.estimates import Line, make_estimate, send_estimate
from voorrang.charges.models import CostEstimate
from voorrang.entitlements.actions import choose
from voorrang.entitlements.queries import decision_by_id

LABOUR = Line("labour", "Change the board", Decimal("1.5"), price=Decimal("95.50"), reason="No rate is agreed")
BOARD = Line("material", "System board", Decimal(1), price=Decimal("210.00"), reason="List price")
TOTAL = Decimal("353.25")


def charged_case(cast: StandingCast, scenery: Scenery) -> Case:
    """The laptop's cover has ended; the manager charges."""
    recorded = scenery.scene.ask(LAPTOP)
    with serving(scenery.one):
        made = choose(
            decision=decision_by_id(recorded.decision_id),
            choice="charge",
            reason="Agreed by phone.",
            by=cast.support_manager.actor,
            at=AT,
        )
        return open_case(
            recorded=made,
            title="Board is dead",
            impact="one_person",
            language="de",
            door="desk",
            by=cast.support_manager.actor,
            at=AT,
        )


def estimated(cast: StandingCast, scenery: Scenery, case: Case, *, send: bool = True, **said: Any) -> CostEstimate:
    """Make an estimate, and send it."""
    usual = {
        "lines": (LABOUR, BOARD),
        "currency": "EUR",
        "language": "de",
        "text": "Die Platine muss getauscht werden.",
        "valid_until": AT + timedelta(days=14),
    }
    with serving(scenery.one):
        estimate = make_estimate(case=case, by=cast.agent.actor, at=AT, **(usual | said))
        if send:
            send_estimate(estimate=estimate, by=cast.agent.actor, at=AT)
    return estimate
