"""Ends are listed over all customers, and each stage is told once to whom the renewal belongs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail

from tests.cast import AT, BOUGHT, OFFICE, StandingCast, give_contract, serving
from tests.support.mails import delivered
from voorrang.contracts import actions, queries
from voorrang.contracts.models import Contract, RenewalRow
from voorrang.contracts.renewal_reminders import customers_ending, remind_of_renewals
from voorrang.lib.tenancy import customer_selected, on_side

PC_ACCESS_1Y = "U80M5E"


def row_of(contract: Contract) -> RenewalRow:
    return RenewalRow.objects.get(contract_id=contract.id)


def test_a_contract_stands_in_the_pipeline_with_its_end(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with on_side("vendor"):
        row = row_of(contract)
        assert (row.number, row.tier, row.scopes, row.quantity, row.state) == (
            contract.number,
            "PA",
            ["pc"],
            300,
            "open",
        )
        assert row.remind_at == row.ends_at - timedelta(days=90)
        [first, *_] = queries.renewal_rows()
        assert first.customer == cast.access.customer
        assert queries.count_due(queries.renewal_rows(), (30, 2000), AT) == {30: 0, 2000: 1}


def test_what_is_followed_is_renewed(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        [scope] = queries.scopes_of(contract)
        actions.place_order(lines=[(PC_ACCESS_1Y, 300)], starts_at=scope.ends_at, by=OFFICE, at=AT)
        assert row_of(contract).state == "renewed"


def test_each_stage_is_told_once_and_a_late_run_tells_one(
    cast: StandingCast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    contract = give_contract(cast.access)
    with on_side("vendor"):
        ends_at = row_of(contract).ends_at
    with serving(cast.access):
        actions.plan_renewal(contract=contract, owner=cast.sales.user, by=cast.sales.actor, at=AT)

    def run(days_before: int) -> int:
        at = ends_at - timedelta(days=days_before)
        with on_side("vendor"):
            due = customers_ending(at)
        if cast.access.customer.id not in due:
            return 0
        with django_capture_on_commit_callbacks(execute=True), serving(cast.access):
            return remind_of_renewals(at)

    assert [run(days) for days in (91, 90, 89, 20, 19, 1)] == [0, 1, 0, 1, 0, 0]
    delivered()
    assert {message.to[0] for message in mail.outbox} == {cast.sales.user.email}
    assert len(mail.outbox) == 2


def test_a_lost_one_is_not_reminded_of_and_a_plan_opens_it_again(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        actions.lose_renewal(contract=contract, reason="price", by=cast.sales.actor, at=AT)
        assert (row_of(contract).state, row_of(contract).lost_reason) == ("lost", "price")
        assert row_of(contract).remind_at is None
        actions.plan_renewal(contract=contract, owner=None, next_step="Call", by=cast.sales.actor, at=AT)
        assert row_of(contract).state == "open"


def test_a_customer_sees_its_own_ends_only(cast: StandingCast) -> None:
    contract, other = give_contract(cast.access), give_contract(cast.access_plus, at=BOUGHT)
    with customer_selected(cast.access.customer.id):
        assert {row.contract_id for row in RenewalRow.objects.all()} == {contract.id} - {other.id}
