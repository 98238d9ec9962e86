"""What an installation under proof holds: the customers of the bench, a person of each who may object, and who is told.

`python -m tests.proof.world CUSTOMERS DEVICES` lays it in the installation of its environment and prints who is there.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any, NamedTuple

from tests.support.installation import ROOT, Installation

SETTINGS = {"VOORRANG_BASE_URL": "http://localhost", "VOORRANG_HOSTS": "localhost", "VOORRANG_LOG_LEVEL": "warning"}
"""Of an installation under proof: reached by the name `localhost`, without https."""


class Town(NamedTuple):
    """One customer as its systems and its people see it."""

    id: str
    code: str
    country: str
    token: str
    serials: list[str]
    cookie: str
    decision: str
    """A decision that the cookie's person asked for, and may object to."""


def lay(installation: Installation, *, customers: int = 2, devices: int = 200) -> list[Town]:
    """Lay the world in a new installation, which does not run yet."""
    for line in (["-m", "voorrang.cli", "migrate"], ["-m", "tests.proof.world", str(customers), str(devices)]):
        done = subprocess.run(
            [sys.executable, *line], cwd=ROOT, env=installation.environment, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]
    return [Town(*one) for one in json.loads(done.stdout)]


def main() -> None:
    from voorrang.cli.context import application

    with application():
        from django.db import transaction

        from bench.rig.world import lay_world
        from voorrang.accounts import actions as accounts
        from voorrang.audit.actor import SYSTEM
        from voorrang.lib.tenancy import on_side

        at = datetime.now(UTC)
        laid = lay_world(customers=int(sys.argv[1]), devices=int(sys.argv[2]))
        with transaction.atomic(), on_side("vendor"):
            user = accounts.add_user(email="mia@vendor.example", name="Mia Manager", by=SYSTEM, at=at)
            accounts.add_staff(user=user, roles=["support_manager"], languages=["en"], by=SYSTEM, at=at)
        towns = [_settle(one, at) for one in laid]
    json.dump(towns, sys.stdout)


def _settle(one: Any, at: datetime) -> Town:
    from django.db import transaction

    from bench.rig.session import cookie_of
    from voorrang.accounts import actions as accounts
    from voorrang.accounts.models import Contact, CustomerRole
    from voorrang.audit.actor import SYSTEM, Actor
    from voorrang.entitlements.actions import decide_request
    from voorrang.entitlements.claim import Claim
    from voorrang.lib.tenancy import customer_selected, on_side

    with transaction.atomic(), on_side("vendor"), customer_selected(one.id):
        contact = Contact.objects.get()
        user = accounts.add_user(email=contact.email, name=contact.name, by=SYSTEM, at=at)
        role = CustomerRole.HELPDESK_LEAD
        accounts.add_member(contact=contact, user=user, role=role, by=SYSTEM, at=at)
        actor = Actor(kind="user", id=user.id, side="customer", role=str(role))
        claim = Claim(contact=contact, devices=one.serials[:1], country=one.country, self_diagnosis={"found": "dead"})
        decision = decide_request(claim=claim, door="portal", by=actor, at=at).decision_id
    with transaction.atomic():
        cookie = cookie_of(contact.email)
    return Town(str(one.id), one.code, one.country, one.token, list(one.serials), cookie, str(decision))


if __name__ == "__main__":
    main()
