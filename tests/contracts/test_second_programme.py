"""Ordering, activation and onboarding know no programme: another vendor's works alike, by its own rules."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cast import AT, BOUGHT, OFFICE, Cast, serving
from tests.cast import make_customer as make
from tests.programme.invented import CODE, write_invented_programme
from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Customer
from voorrang.accounts.queries import open_pin_grant
from voorrang.contracts import actions, queries
from voorrang.contracts.models import Contract, Order
from voorrang.contracts.onboarding import onboarding_pack
from voorrang.contracts.onboarding_pdf import onboarding_pdf
from voorrang.editions.store import store_folder


@pytest.fixture
def estonian(db: None, tmp_path: Path) -> Cast:
    """A customer of the invented programme."""
    write_invented_programme(tmp_path / CODE)
    store_folder(tmp_path / CODE, at=BOUGHT)
    one = make("TAMM", "Tamm", "EE", "Europe/Tallinn", "en", "+3726001234")
    Customer.objects.filter(id=one.customer.id).update(programme=CODE)
    one.customer.refresh_from_db()
    return one


def place(one: Cast, *lines: tuple[str, int], laptops: int = 6, at: datetime = BOUGHT) -> Order:
    with serving(one):
        return actions.place_order(lines=lines, starts_at=at, estimates=[("laptop", True, laptops)], by=OFFICE, at=at)


def contract_of(order: Order) -> Contract:
    assert order.accepted, order.reasons
    return Contract.objects.get(order=order)


def test_its_articles_buy_its_scopes_and_tiers(estonian: Cast) -> None:
    order = place(estonian, ("nf-b3", 6))
    with serving(estonian):
        scopes = queries.scopes_of(contract_of(order))
        assert [(one.scope, one.tier) for one in scopes] == [("machines", "BIRCH"), ("paper", "BIRCH")]


def test_the_other_programmes_articles_are_unknown_to_it(estonian: Cast) -> None:
    order = place(estonian, ("U80M6E", 6))
    assert not order.accepted
    assert order.reasons[0]["code"] == "article_unknown"


def test_its_tier_is_sold_in_its_region_only(estonian: Cast) -> None:
    Customer.objects.filter(id=estonian.customer.id).update(head_office_country="IS")
    order = place(estonian, ("NF-C3", 8))
    assert "head_office_outside_region" in [reason["code"] for reason in order.reasons]


def test_its_minimum_is_counted(estonian: Cast) -> None:
    order = place(estonian, ("NF-O3", 4), laptops=4)
    with serving(estonian):
        contract_of(order)
        [verdict] = queries.below_minimum(BOUGHT)
    assert (verdict.ways[0]["at_least"], verdict.ways[0]["shortfall"]) == (5, 1)


def test_its_contracts_count_from_the_purchase(estonian: Cast) -> None:
    order = place(estonian, ("NF-O3", 6))
    with serving(estonian):
        contract = contract_of(order)
        assert queries.tiers_in_force(BOUGHT) == {"machines": "OAK"}
        actions.activate(contract=contract, by=OFFICE, at=BOUGHT + timedelta(days=5))
        [scope] = queries.scopes_of(contract)
    assert scope.starts_at == BOUGHT


def test_its_steps_are_due_in_its_ten_days(estonian: Cast) -> None:
    order = place(estonian, ("NF-O3", 6))
    with serving(estonian):
        checklist = queries.checklist_of(contract_of(order), BOUGHT)
    assert checklist.deadline_at == BOUGHT + timedelta(days=10)
    assert "hello" in [row.step.key for row in checklist.rows]


def test_its_pin_links_live_as_long_as_it_says(estonian: Cast) -> None:
    with serving(estonian):
        token = accounts.grant_pin(helpdesk=estonian.helpdesk, contact=estonian.lead.contact, by=OFFICE, at=AT)
        grant = open_pin_grant(token, AT)
    assert grant.expires_at == AT + timedelta(hours=24)
    assert grant.overlap_ends_at == AT + timedelta(days=3)


def test_its_onboarding_pack_is_its_own(estonian: Cast) -> None:
    order = place(estonian, ("NF-O3", 6))
    with serving(estonian):
        pack = onboarding_pack(contract_of(order), language="nl", at=AT)
    assert (pack.vendor, pack.programme, pack.language) == ("Nordframe", "Nordframe Care", "en")
    assert [one.number for one in pack.numbers] == ["+800 0000 1233"]
    assert not pack.exclusions_open
    assert onboarding_pdf(pack).startswith(b"%PDF")
