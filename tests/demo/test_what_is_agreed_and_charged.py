"""The demo world has an agreement in two versions, and costs that wait, were settled, and were refused."""

from pathlib import Path

import pytest
from django.db import transaction

from tests.demo.conftest import ANCHOR, NOW
from voorrang.accounts.models import Customer
from voorrang.charges.models import CostRow, InvoiceLine
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import agreement_views
from voorrang.demo import world
from voorrang.demo.charged import WHOSE
from voorrang.demo.customers import CUSTOMERS
from voorrang.entitlements.replay import replay_all
from voorrang.lib.tenancy import customer_selected, on_side


@pytest.fixture
def laid(real_commits: None, settings: object, tmp_path: Path) -> None:
    settings.VOORRANG_NOW = NOW  # type: ignore[attr-defined]
    settings.VOORRANG_VAR = tmp_path  # type: ignore[attr-defined]
    world._empty()
    world.lay(7, [one for one in CUSTOMERS if one.code == WHOSE], anchor=ANCHOR)


@pytest.mark.usefixtures("laid")
def test_both_are_there_to_be_seen() -> None:
    with transaction.atomic(), on_side("vendor"), customer_selected(Customer.objects.get(code=WHOSE).id):
        views = agreement_views(Agreement.objects.order_by("version"), NOW)
        assert [view.state for view in views] == ["ended", "in_force"]
        assert sorted(CostRow.objects.values_list("state", flat=True)) == ["refused", "settled", "waiting"]
        assert InvoiceLine.objects.count() == 1
    assert replay_all()["different"] == []
