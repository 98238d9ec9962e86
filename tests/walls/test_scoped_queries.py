"""The first wall: no query on a customer's table runs without a selected customer."""

from datetime import UTC, datetime

import pytest

from voorrang.accounts.models import Affiliate, Customer
from voorrang.lib.tenancy import AnotherCustomerSelected, NoCustomerSelected, customer_selected

pytestmark = [pytest.mark.django_db, pytest.mark.pg15]
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def make_customer(code: str) -> Customer:
    return Customer.objects.create(
        code=code, name=code, head_office_country="DE", programme="hp_priority_services", created_at=AT
    )


def test_a_query_without_a_customer_is_refused() -> None:
    with pytest.raises(NoCustomerSelected):
        Affiliate.objects.count()


def test_a_query_sees_only_the_selected_customer() -> None:
    ours, theirs = make_customer("OURS"), make_customer("THEIRS")
    with customer_selected(theirs.id):
        Affiliate.objects.create(customer=theirs, code="A", name="Theirs", country="DE")
    with customer_selected(ours.id):
        Affiliate.objects.create(customer=ours, code="A", name="Ours", country="DE")
        assert [affiliate.name for affiliate in Affiliate.objects.all()] == ["Ours"]


def test_a_transaction_serves_one_customer() -> None:
    ours, theirs = make_customer("OURS"), make_customer("THEIRS")
    with customer_selected(ours.id), pytest.raises(AnotherCustomerSelected), customer_selected(theirs.id):
        pass
