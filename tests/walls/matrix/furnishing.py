"""Furnishing a customer with one of everything, through the real actions."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db import connection

from tests.cast import AT, Staff, make_customer, serving
from tests.walls.matrix.belongings import add_belongings
from tests.walls.matrix.estate import (
    Estate,
    add_cases,
    add_contract,
    add_fleet,
    add_keys,
    add_override,
    add_places_and_people,
)
from voorrang.contracts.models import ContractScope
from voorrang.lib.tenancy import Wall
from voorrang.notices.models import Comparison


def furnish(manager: Staff, comparison: Comparison, mark: str, phone: str, *, ended: bool = False) -> Estate:
    """Make a customer with one of everything. `ended`: its contract has run out since."""
    one = make_customer(mark, f"{mark} Works", "DE", "Europe/Berlin", "en", phone)
    estate = Estate(mark, one, ended)
    with serving(one):
        add_places_and_people(estate, phone)
        add_contract(estate)
        add_fleet(estate)
        add_cases(estate)
        add_keys(estate, manager)
        add_belongings(estate, comparison)
        add_override(estate, manager)
        if ended:
            ContractScope.objects.filter(starts_at__lt=AT).update(ends_at=AT - timedelta(days=10))
        estate.ids = frozenset(_all_ids(one.customer.id))
    return estate


def _all_ids(customer_id: UUID) -> Iterator[str]:
    yield str(customer_id)
    known = set(connection.introspection.table_names())
    for model in apps.get_models():
        if getattr(model, "wall", Wall.NONE) in {Wall.CUSTOMER, Wall.PROJECTION} and model._meta.db_table in known:
            rows = model._default_manager.filter(customer_id=customer_id)
            yield from (str(one) for one in rows.values_list("id", flat=True))
