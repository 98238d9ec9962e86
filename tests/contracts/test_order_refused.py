"""An order that the programme does not allow is kept with every reason, and makes no contract."""

from datetime import timedelta

import pytest

from tests.cast import AT, BOUGHT, StandingCast, serving
from tests.contracts.people import (
    ALL_MANAGEMENT_PLUS_3Y,
    PC_ACCESS_3Y,
    PC_ACCESS_PLUS_3Y,
    buy,
    codes,
    place,
)
from voorrang.accounts.models import Customer
from voorrang.audit.models import Entry
from voorrang.contracts.models import ActivationStep, Contract, OrderLine
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.editions.store import programme_of
from voorrang.rules.explain import explain


def test_an_unknown_article_is_refused_with_the_nearest_known_one(cast: StandingCast) -> None:
    order = place(cast, cast.access, ("U80M6F", 300))
    assert not order.accepted
    assert order.reasons[0]["code"] == "article_unknown_nearest"
    assert order.reasons[0]["facts"]["article"] == "U80M6F"


@pytest.mark.parametrize("article", ["", "'; DROP TABLE", "U80\x00M6E", "x" * 400])
def test_what_is_no_article_number_is_refused_and_kept_as_typed(cast: StandingCast, article: str) -> None:
    order = place(cast, cast.access, (article, 300))
    assert codes(order)[0] == "article_malformed"
    with serving(cast.access):
        [line] = OrderLine.objects.all()
    assert line.tier == ""


def test_an_order_without_lines_is_refused(cast: StandingCast) -> None:
    assert codes(place(cast, cast.access))[0] == "order_empty"


def test_a_head_office_outside_the_region_of_sale_is_refused(cast: StandingCast) -> None:
    Customer.objects.filter(id=cast.management_plus.customer.id).update(head_office_country="US")
    order = place(cast, cast.management_plus, (ALL_MANAGEMENT_PLUS_3Y, 10_000))
    assert "head_office_outside_region" in codes(order)


def test_a_country_outside_coverage_is_refused(cast: StandingCast) -> None:
    Customer.objects.filter(id=cast.access.customer.id).update(head_office_country="RU")
    assert "order_country_not_covered" in codes(place(cast, cast.access, (PC_ACCESS_3Y, 300)))


def test_a_second_contract_for_the_same_scope_is_refused(cast: StandingCast) -> None:
    buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    order = place(cast, cast.access, (PC_ACCESS_PLUS_3Y, 300), starts_at=BOUGHT + timedelta(days=400))
    assert codes(order)[0] == "contract_overlaps"


def test_printers_left_out_are_refused(cast: StandingCast) -> None:
    order = place(cast, cast.access, (PC_ACCESS_3Y, 300), estimates=[("laptop", True, 300), ("printer", True, 4)])
    assert codes(order)[0] == "fleet_scope_not_bought"


def test_a_quantity_of_nothing_is_refused(cast: StandingCast) -> None:
    assert "quantity_too_small" in codes(place(cast, cast.access, (PC_ACCESS_3Y, 0)))
    assert "quantity_too_small" in codes(place(cast, cast.access, (PC_ACCESS_3Y, -5)))


def test_every_reason_is_told_at_once(cast: StandingCast) -> None:
    Customer.objects.filter(id=cast.access.customer.id).update(head_office_country="RU")
    order = place(cast, cast.access, ("NOTHING1", 1), (PC_ACCESS_3Y, 0))
    assert set(codes(order)) >= {"article_unknown", "quantity_too_small", "order_country_not_covered"}


def test_a_refused_order_makes_nothing_but_its_own_trace(cast: StandingCast) -> None:
    order = place(cast, cast.access, ("NOTHING1", 1), estimates=[])
    with serving(cast.access):
        assert not Contract.objects.exists()
        assert not ActivationStep.objects.exists()
        entry = Entry.objects.get(subject_id=order.id)
    assert (entry.type, entry.data) == ("order.refused", {"reasons": ["article_unknown"]})


def test_the_reasons_can_be_told_in_dutch_years_later(cast: StandingCast) -> None:
    order = place(cast, cast.access, ("U80M6F", 300), at=AT)
    programme = programme_of(order.terms_hash, order.coverage_hash, order.readings_hash)
    told = [explain(reason, programme, "nl") for reason in stored_reasons(order.reasons)]
    assert "U80M6F" in told[0].text
    assert told[0].cure
