"""Who asks a grown world: `python -m bench.rig.visitors` prints a session of an agent and tokens of some customers, as JSON.

A process of its own for each world, for Django knows one database.
"""

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple
from uuid import UUID

from bench.rig.place import ROOT
from bench.rig.world import BenchCustomer

CUSTOMERS = (0, 3, 9, 27)
"""By their rank: a giant, large ones, and a small one."""
SERIALS = 400


class Visitors(NamedTuple):
    """An agent's cookie, and customers with a token each."""

    cookie: str
    customers: list[BenchCustomer]


def visitors_of(url: str) -> Visitors:
    """Return who asks the world in this database."""
    environment = os.environ | {"VOORRANG_DATABASE_URL": url}
    command = [sys.executable, "-m", "bench.rig.visitors"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    read = json.loads(done.stdout)
    customers = [
        BenchCustomer(UUID(one["id"]), one["code"], one["country"], one["token"], tuple(one["serials"]))
        for one in read["customers"]
    ]
    return Visitors(read["cookie"], customers)


def main() -> None:
    """Make them and print them."""
    import django

    django.setup()
    from bench.rig.session import cookie_of

    customers = [_customer(f"G{rank + 1:04}") for rank in CUSTOMERS]
    print(json.dumps({"cookie": cookie_of("agent01@vendor.example"), "customers": customers}))


def _customer(code: str) -> dict[str, Any]:
    from datetime import UTC, datetime

    from django.db import transaction

    from voorrang.accounts import actions as accounts
    from voorrang.accounts.models import Contact, Customer
    from voorrang.audit.actor import SYSTEM
    from voorrang.installed_base.models import DeviceVersion
    from voorrang.lib.tenancy import customer_selected, on_side

    customer = Customer.objects.get(code=code)
    with transaction.atomic(), on_side("vendor"), customer_selected(customer.id):
        contact = Contact.objects.order_by("id").first()
        token = accounts.make_token(name="Bench", contact=contact, by=SYSTEM, at=datetime.now(UTC))
        laptops = DeviceVersion.objects.filter(kind="laptop", country=customer.head_office_country)
        serials = list(laptops.values_list("device__serial", flat=True)[:SERIALS])
        serials = (serials * SERIALS)[:SERIALS]  # a small customer is asked for the same ones again
    return {
        "id": str(customer.id),
        "code": code,
        "country": customer.head_office_country,
        "token": token.text,
        "serials": serials,
    }


if __name__ == "__main__":
    main()
