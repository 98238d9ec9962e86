"""A contract in the middle of its term: a higher tier, an end before the term, more units; never an overlap, never silently."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from tests.cast import AT, BOUGHT, OFFICE, StandingCast, give_contract, serving
from tests.contracts.people import PC_ACCESS_3Y, PC_ACCESS_PLUS_3Y
from voorrang.audit.models import Entry
from voorrang.contracts import actions, queries
from voorrang.contracts.models import ActivationStep, Contract, ContractScope, Order, Quote, RenewalRow
from voorrang.rules.eligibility import FleetCount

PC_ACCESS_1Y = "U80M5E"
TODAY = AT.replace(hour=0)

LAPTOPS_320 = (FleetCount("laptop", True, True, 320, "NL"),)


def upgrade(cast: StandingCast, article: str = PC_ACCESS_PLUS_3Y, **changes: object) -> Order:
    with serving(cast.access):
        return actions.place_order(
            lines=[(article, 300)], starts_at=AT, is_upgrade=True, by=cast.sales.actor, at=AT, **changes
        )


def periods(cast: StandingCast) -> list[tuple[str, object, object]]:
    with serving(cast.access):
        rows = ContractScope.objects.order_by("starts_at", "id")
        return [(row.tier, row.starts_at, row.ends_at) for row in rows]


def test_the_old_scope_ends_where_the_new_one_begins_and_is_in_force_at_once(cast: StandingCast) -> None:
    old = give_contract(cast.access)
    order = upgrade(cast)
    assert order.accepted, order.reasons
    (_, _, ended), (tier, begun, _) = periods(cast)
    assert (tier, ended, begun) == ("PA+", AT, AT)
    with serving(cast.access):
        assert queries.tiers_in_force(AT) == {"pc": "PA+"}
        [event] = Entry.objects.filter(subject_id=old.id, type="contract.upgraded")
        assert event.actor_id == cast.sales.user.id


def test_an_upgrade_may_end_with_the_contract_that_it_replaces(cast: StandingCast) -> None:
    give_contract(cast.access)
    [(_, _, ends_at)] = periods(cast)
    assert upgrade(cast, ends_at=ends_at).accepted
    assert periods(cast)[-1][2] == ends_at


@pytest.mark.parametrize(
    ("article", "flaw"), [(PC_ACCESS_3Y, "upgrade_not_higher"), ("U62G4E", "head_office_outside_region")]
)
def test_a_lower_tier_or_one_not_sold_there_is_refused(cast: StandingCast, article: str, flaw: str) -> None:
    give_contract(cast.access)
    cast.access.customer.head_office_country = "US"
    cast.access.customer.save(update_fields=["head_office_country"])
    order = upgrade(cast, article)
    assert flaw in [reason["code"] for reason in order.reasons]
    assert len(periods(cast)) == 1


def test_nothing_runs_so_nothing_is_upgraded(cast: StandingCast) -> None:
    assert upgrade(cast).reasons[0]["code"] == "scope_not_running"


def test_one_that_waits_for_its_activation_is_activated_first(cast: StandingCast) -> None:
    give_contract(cast.access, activated=False)
    assert upgrade(cast).reasons[0]["code"] == "contract_not_activated"


def test_an_upgrade_that_runs_into_the_renewal_is_refused_with_the_cure(cast: StandingCast) -> None:
    give_contract(cast.access)
    [(_, _, ends_at)] = periods(cast)
    with serving(cast.access):
        assert actions.place_order(lines=[(PC_ACCESS_1Y, 300)], starts_at=ends_at, by=OFFICE, at=AT).accepted
    order = upgrade(cast)
    assert [reason["code"] for reason in order.reasons if "upgrade" in reason["code"]] == ["upgrade_meets_renewal"]
    assert upgrade(cast, ends_at=ends_at).accepted


def test_an_upgrade_and_a_renewal_in_the_same_instant_leave_one(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        give_contract(cast.access)
        seller = cast.sales.actor
    [(_, _, ends_at)] = periods_now(cast)
    starting_line = Barrier(2)

    def buy(is_upgrade: bool) -> bool:
        starting_line.wait()
        try:
            with transaction.atomic(), serving(cast.access):
                article, starts_at = (PC_ACCESS_PLUS_3Y, AT) if is_upgrade else (PC_ACCESS_1Y, ends_at)
                return actions.place_order(
                    lines=[(article, 300)], starts_at=starts_at, is_upgrade=is_upgrade, by=seller, at=AT
                ).accepted
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(buy, (True, False))) == [False, True]


def periods_now(cast: StandingCast) -> list[tuple[str, object, object]]:
    with transaction.atomic():
        return periods(cast)


def test_a_cancellation_moves_the_end_and_can_be_taken_back_until_then(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    [(_, _, before)] = periods(cast)
    last = TODAY + timedelta(days=60)
    with serving(cast.access):
        actions.cancel_contract(contract=contract, ends_at=last, reason="other", by=cast.sales.actor, at=AT)
        assert RenewalRow.objects.get(contract_id=contract.id).state == "lost"
        with pytest.raises(actions.AlreadyCancelled):
            actions.cancel_contract(contract=contract, ends_at=last, reason="other", by=cast.sales.actor, at=AT)
    assert periods(cast)[0][2] == last
    with serving(cast.access):
        with pytest.raises(actions.CannotUndo):
            actions.undo_cancellation(contract=contract, by=cast.sales.actor, at=last)
        actions.undo_cancellation(contract=contract, by=cast.sales.actor, at=AT)
    assert periods(cast)[0][2] == before


@pytest.mark.parametrize(
    ("days", "flaw"), [(0, "cancel_too_soon"), (-400, "cancel_too_soon"), (20_000, "cancel_after_end")]
)
def test_a_day_that_cannot_be_is_refused_with_the_cure(cast: StandingCast, days: int, flaw: str) -> None:
    contract = give_contract(cast.access)
    ends_at = TODAY + timedelta(days=days)
    with serving(cast.access), pytest.raises(actions.CancellationRefused) as refused:
        actions.cancel_contract(contract=contract, ends_at=ends_at, reason="other", by=OFFICE, at=AT)
    assert flaw in [reason.code for reason in refused.value.reasons]


def test_an_upgrade_made_meanwhile_is_never_overlapped_by_taking_back(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    ends_at = TODAY + timedelta(days=60)
    with serving(cast.access):
        actions.cancel_contract(contract=contract, ends_at=ends_at, reason="other", by=OFFICE, at=AT)
        assert actions.place_order(lines=[(PC_ACCESS_1Y, 300)], starts_at=ends_at, by=OFFICE, at=AT).accepted
        with pytest.raises(actions.CannotUndo), transaction.atomic():
            actions.undo_cancellation(contract=contract, by=OFFICE, at=AT)


def test_what_the_fleet_counts_more_is_added_once(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        [more] = queries.true_ups_of(contract, LAPTOPS_320, AT, AT)
        assert (more.ordered, more.counted, more.quantity, more.is_large) == (300, 320, 20, True)
        offers = [true_up(cast, contract, 20), true_up(cast, contract, 20)]
        actions.accept_quote(quote=offers[0], fleet=LAPTOPS_320, by=cast.access.lead.actor, at=AT)
        with pytest.raises(actions.QuoteFalls), transaction.atomic():
            actions.accept_quote(quote=offers[1], fleet=LAPTOPS_320, by=cast.access.lead.actor, at=AT)
        assert [one.quantity for one in queries.scopes_of(contract)] == [320]
        assert queries.true_ups_of(contract, LAPTOPS_320, AT, AT) == ()
        assert Contract.objects.count() == 1


@pytest.mark.parametrize("quantity", [0, -3, 21, 10**12])
def test_more_or_less_than_the_difference_is_no_true_up(cast: StandingCast, quantity: int) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        quote = true_up(cast, contract, quantity, send=False)
    assert not quote.stands


def true_up(cast: StandingCast, contract: Contract, quantity: int, *, send: bool = True) -> Quote:
    line = actions.QuotedLine(PC_ACCESS_3Y, quantity)
    offer = actions.Offer(lines=[line], starts_at=AT, kind="true_up", contract=contract)
    quote = actions.make_quote(offer=offer, fleet=LAPTOPS_320, by=cast.sales.actor, at=AT)
    if send:
        actions.send_quote(quote=quote, by=cast.sales.actor, at=AT)
    return quote


def test_an_activation_keeps_an_end_that_was_agreed(cast: StandingCast) -> None:
    agreed = BOUGHT + timedelta(days=500)
    with serving(cast.access):
        order = actions.place_order(lines=[(PC_ACCESS_3Y, 300)], starts_at=BOUGHT, ends_at=agreed, by=OFFICE, at=BOUGHT)
        assert order.accepted
        contract = Contract.objects.get(order=order)
        actions.activate(contract=contract, by=OFFICE, at=BOUGHT + timedelta(days=9))
    assert periods(cast) == [("PA", BOUGHT + timedelta(days=9), agreed)]


def test_an_upgrade_asks_only_for_the_steps_that_are_new(cast: StandingCast) -> None:
    give_contract(cast.access)
    order = upgrade(cast)
    with serving(cast.access):
        keys = set(ActivationStep.objects.filter(contract__order=order).values_list("key", flat=True))
    assert keys == {"remote_expert"}
