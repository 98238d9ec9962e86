"""A file that came late: it shows that some claims of the past were refused by mistake. One is made good, the others wait."""

import json
from collections.abc import Iterator
from datetime import timedelta

from voorrang.accounts.queries import selected_customer
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.demo.charged import lay_charged
from voorrang.demo.fleets import Unit, fleet_csv
from voorrang.demo.household import Household
from voorrang.demo.people import STAFF
from voorrang.entitlements.apology import draft_apology
from voorrang.entitlements.finding import find_redress, standing_decisions
from voorrang.entitlements.models import Redress
from voorrang.entitlements.redress import approve_redress
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile

MOST = 3
_YEAR = timedelta(days=365)
_MAY = ("support_manager", "remote_expert")


def lay_late(home: Household) -> None:
    """Let Care Packs of a year arrive late, for units of claims that were refused after their cover had ended.

    What is charged today is laid along.
    """
    lay_charged(home)
    late = list(_late(home))[:MOST]
    if not late:
        return
    at = home.anchor - timedelta(hours=15)
    file = FleetFile(f"{home.plan.code.lower()}-care-packs-found.csv", fleet_csv(late))
    import_fleet(file=file, by=SYSTEM, at=at)
    find_redress(decisions=standing_decisions(), by=SYSTEM, at=at + timedelta(minutes=1))
    manager = _manager(home)
    found = list(Redress.objects.select_related("decision").order_by("decision__decided_at", "id"))
    if manager is not None and len(found) > 1:
        _make_good(home, found[0], manager)


def _late(home: Household) -> Iterator[Unit]:
    """Units whose own cover had ended within the year before a claim was refused."""
    units = {unit.serial: unit for unit in home.units if not unit.host}
    seen: set[str] = set()
    for decision in standing_decisions().filter(outcome="refused").order_by("-decided_at", "facts_hash"):
        facts = json.loads(decision.facts)
        unit = units.get(facts["devices"][0]["ref"]) if len(facts["devices"]) == 1 else None
        if unit is None or unit.serial in seen or facts["caller"]["standing"] == "end_user":
            continue
        day = decision.decided_at.date()
        if unit.ends <= day < unit.ends + _YEAR:
            seen.add(unit.serial)
            yield unit._replace(cover="care_pack", covered_from=unit.ends, ends=unit.ends + _YEAR)


def _manager(home: Household) -> Actor | None:
    for colleague in STAFF:
        if colleague.role in _MAY and home.plan.code in colleague.customers:
            return home.colleague(colleague.name, colleague.role)
    return None


def _make_good(home: Household, redress: Redress, by: Actor) -> None:
    serials = [one["ref"] for one in json.loads(redress.decision.facts)["devices"]]
    approve_redress(
        redress=redress,
        apology=draft_apology(redress, selected_customer(), serials, redress.credit_amount),
        amount=redress.credit_amount,
        reason="The reseller sent the Care Pack late; the unit was covered that day.",
        by=by,
        at=home.anchor - timedelta(hours=14),
    )
