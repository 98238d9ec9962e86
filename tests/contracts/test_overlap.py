"""Two contracts never serve the same scope at the same time, whoever orders them and how."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from tests.cast import BOUGHT, StandingCast, serving
from tests.contracts.people import PC_ACCESS_3Y, buy, codes, place
from voorrang.contracts.models import Contract, ContractScope, Order


def test_two_orders_at_once_make_one_contract(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        one = cast.access
        cast.sales  # noqa: B018 -- made before the race
    starting_line = Barrier(4)

    def order(_: int) -> Order:
        starting_line.wait()
        try:
            with transaction.atomic():
                return place(cast, one, (PC_ACCESS_3Y, 300))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        orders = list(pool.map(order, range(4)))
    assert sorted(order.accepted for order in orders) == [False, False, False, True]
    assert all(codes(order)[0] == "contract_overlaps" for order in orders if not order.accepted)
    assert len({order.number for order in orders}) == 4
    with transaction.atomic(), serving(one):
        assert Contract.objects.count() == 1


def test_the_database_refuses_an_overlap_that_got_past_the_rules(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        [scope] = ContractScope.objects.all()
        scope.pk = None
        twin = ContractScope(
            customer=cast.access.customer,
            contract=contract,
            scope=scope.scope,
            tier=scope.tier,
            article=scope.article,
            quantity=1,
            starts_at=BOUGHT.replace(year=BOUGHT.year + 2),
            ends_at=BOUGHT.replace(year=BOUGHT.year + 4),
        )
        with pytest.raises(IntegrityError, match="contracts_scope_overlap"), transaction.atomic():
            twin.save(force_insert=True)


def test_one_may_begin_in_the_instant_the_other_ends(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        [scope] = ContractScope.objects.all()
    assert place(cast, cast.access, (PC_ACCESS_3Y, 300), starts_at=scope.ends_at).accepted


def test_the_other_customers_contract_is_no_overlap(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    assert place(cast, cast.access_plus, (PC_ACCESS_3Y, 300)).accepted
