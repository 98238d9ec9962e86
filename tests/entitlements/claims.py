"""What the tests of decisions share: Rheinwerk with a contract in force, a fleet, and somebody who asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.cast import AT, BOUGHT, Cast, StandingCast
from tests.contracts.people import PC_MANAGEMENT_3Y, PRINT_MANAGEMENT_3Y, buy
from tests.installed_base.fleet import FLEET, take_in
from voorrang.audit.actor import Actor
from voorrang.contracts.actions import activate
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.recording import RecordedDecision
from voorrang.lib.tenancy import customer_selected

DIAGNOSED = {"steps": "Changed the adapter, reset the firmware.", "finding": "The board is dead."}


@dataclass(frozen=True)
class Scene:
    """Rheinwerk, its helpdesk, and what they ask."""

    one: Cast

    def ask(self, *serials: Any, at: datetime = AT, by: Actor | None = None, **changes: Any) -> RecordedDecision:
        """Decide on a claim of Rheinwerk's engineer, who has diagnosed; `changes` are other values of the claim."""
        engineer = self.one.engineer
        values = {"contact": engineer.contact, "devices": serials, "self_diagnosis": DIAGNOSED} | changes
        with customer_selected(self.one.customer.id):
            return decide_request(claim=Claim(**values), door="portal", by=by or engineer.actor, at=at)


def rheinwerk_in_force(cast: StandingCast) -> Scene:
    """Rheinwerk has bought PM for PCs and printers; it is active, and the fleet is known."""
    estimates = [("laptop", True, 12_000), ("printer", True, 1_200)]
    contract = buy(cast, cast.management, (PC_MANAGEMENT_3Y, 12_000), (PRINT_MANAGEMENT_3Y, 1_200), estimates=estimates)
    with customer_selected(cast.management.customer.id):
        activate(contract=contract, by=cast.operator.actor, at=BOUGHT)
    take_in(cast.management, *FLEET, at=BOUGHT)
    return Scene(cast.management)


def codes(recorded: RecordedDecision) -> set[str]:
    return {reason.code for reason in recorded.answer.reasons}
