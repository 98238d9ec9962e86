"""The demo world shows what waits for a person: a signature, a consent, a notice, an erasure, a meeting that was never held."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from tests.demo.conftest import ANCHOR, NOW
from tests.support.small_world import SMALL
from voorrang.accounts.models import Customer
from voorrang.charges.models import CostRow
from voorrang.contracts.models import Agreement
from voorrang.contracts.queries.agreement_versions import agreement_views
from voorrang.demo import world
from voorrang.editions.models import ReadingSwitch
from voorrang.entitlements.replay import replay_all
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.notices.models import Notice, Touch
from voorrang.privacy.erasure import waiting_requests
from voorrang.privacy.holds import standing_holds
from voorrang.promise_book.book import book_of


@pytest.fixture
def laid(real_commits: None, settings: Any, tmp_path: Path) -> None:
    settings.VOORRANG_NOW = NOW
    settings.VOORRANG_VAR = tmp_path
    world._empty()
    world.lay(7, SMALL, anchor=ANCHOR)


@contextmanager
def at(code: str) -> Iterator[Customer]:
    customer = Customer.objects.get(code=code)
    with transaction.atomic(), on_side("vendor"), customer_selected(customer.id):
        yield customer


@pytest.mark.usefixtures("laid")
def test_each_is_there_once_and_nobody_was_mailed() -> None:
    with at("ALMA") as alma:
        states = [view.state for view in agreement_views(Agreement.objects.order_by("version"), NOW)]
        assert states == ["in_force", "offered"]
        assert list(CostRow.objects.values_list("state", flat=True)) == ["waiting"]
        assert waiting_requests(alma.id).count() == 1
        assert [one.subject_kind for one in standing_holds(alma.id)] == ["case"]
        overdue = [line.feature.key for line in book_of(alma, NOW).lines if line.state == "overdue"]
        assert overdue == ["support_plan"]
    with at("GELD"):
        assert [view.state for view in agreement_views(Agreement.objects.all(), NOW)] == ["draft"]
    with transaction.atomic(), on_side("vendor"):
        assert ReadingSwitch.objects.get().starts_at > NOW
        assert Touch.objects.exclude(kinds=[]).get().kinds == ["features"]
        notice = Notice.objects.get()
        assert (notice.customer.code, notice.approved_at is not None) == ("FJOR", True)
    assert mail.outbox == []
    assert replay_all()["different"] == []


@pytest.mark.usefixtures("laid")
def test_laid_anew_the_reading_is_as_the_programme_chose_it() -> None:
    world._empty()
    world.lay(7, SMALL, anchor=ANCHOR + timedelta(days=1))
    with transaction.atomic(), on_side("vendor"):
        assert ReadingSwitch.objects.get().earlier == "tables"
