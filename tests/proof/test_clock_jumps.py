"""The application's clock jumps, and the machine sleeps for three days: nothing is counted twice, and nothing is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connections, transaction

from tests.api.systems import system_of
from tests.cases.factories import DAY, HOUR, opened, promised
from tests.cast import AT, BOUGHT, Cast, StandingCast, give_contract, serving
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.cases.comparison import compare_projection
from voorrang.cases.jobs import sweep
from voorrang.cases.models import Case, CaseEvent, DueMilestone, Milestone
from voorrang.contracts.jobs import remind
from voorrang.contracts.models import ActivationStep
from voorrang.lib.jobs import run_pending
from voorrang.lib.tenancy import on_side

pytestmark = [pytest.mark.proof, pytest.mark.usefixtures("real_commits")]

JUMPS = [0, 1, -1, 2, -2, 0.5, -0.5, 24, -24, 0]
"""Hours that the clock is set to, counted from the cast's present, one after the other."""
SUMMER_BEGINS = datetime(2026, 3, 29, tzinfo=ZoneInfo("Europe/Amsterdam"))


def breaches(one: Cast) -> list[CaseEvent]:
    with transaction.atomic(), serving(one):
        return list(CaseEvent.objects.filter(type="case.breached"))


def test_cases_go_on_whatever_the_clock_says(settings: Any, record_property: Any) -> None:
    settings.VOORRANG_NOW = AT
    with transaction.atomic():
        scene = rheinwerk_in_force(StandingCast())
        with serving(scene.one):
            promised("response", 4)
        ours = system_of(scene.one)
    devices = [{"serial": "CZC0000001"}]
    cases = []
    for hours in JUMPS:
        settings.VOORRANG_NOW = AT + hours * HOUR
        asked = {"symptom": f"At {hours}", "devices": devices, "language": "de", "impact": "site"}
        made = ours.post("cases", asked | {"self_diagnosis": {"found": "dead"}})
        assert made.status == 201, made.body
        cases.append(made.body["case"]["id"])
        for case in cases:
            assert ours.post(f"cases/{case}/events", {"type": "reply", "text": f"And at {hours}"}).status == 201
        sweep(settings.VOORRANG_NOW)
    with transaction.atomic(), serving(scene.one):
        for case in Case.objects.all():
            sequences = list(
                CaseEvent.objects.filter(case=case).order_by("sequence").values_list("sequence", flat=True)
            )
            assert sequences == list(range(1, case.version + 1))
        recorded = [event.data["milestone"] for event in CaseEvent.objects.filter(type="case.breached")]
        breached = Milestone.objects.exclude(breached_at=None)
        assert sorted(recorded) == sorted(str(one.id) for one in breached), "each breach once, and each one told"
    assert compare_projection() == []
    record_property("jumps", len(JUMPS))
    record_property("cases", len(cases))
    record_property("replies", sum(range(1, len(cases) + 1)))


def test_the_night_in_which_an_hour_is_missing(record_property: Any) -> None:
    """Clocks that run out around the change to summer time, looked at by a clock that goes forth, back, and forth again."""
    midnight = SUMMER_BEGINS.astimezone(UTC)
    opened_at = [midnight - 2 * HOUR + minute * timedelta(minutes=10) for minute in range(24)]
    with transaction.atomic():
        one = StandingCast().access
        with serving(one):
            promised("response", 2, zone="Europe/Amsterdam")
            for at in opened_at:
                opened(one, at=at)
    looks = [midnight + half * HOUR / 2 for half in range(-4, 14)]
    looks = [*looks, *reversed(looks), *looks]
    claimed = sum(sweep(at) for at in looks)
    found = breaches(one)
    assert claimed == len(found) == len(opened_at)
    due = sorted(event.at for event in found)
    assert due == [at + 2 * HOUR for at in opened_at], "two hours are two hours, also when the wall clock skips one"
    assert {later - earlier for earlier, later in pairwise(due)} == {timedelta(minutes=10)}
    record_property("looks", len(looks))
    record_property("breaches", len(found))


def test_three_days_asleep_are_caught_up_once(settings: Any, record_property: Any) -> None:
    with transaction.atomic():
        cast = StandingCast()
        towns = [cast.access, cast.management]
        give_contract(cast.access, activated=False)
        cast.sales, cast.operator  # noqa: B018 -- own steps of the activation
        for one in towns:
            with serving(one):
                promised("response", 4)
                promised("resolution", 30)
                for minute in range(50):
                    opened(one, at=AT + minute * HOUR / 60)
    later = AT + 3 * DAY
    settings.VOORRANG_NOW = later
    both = Barrier(2)

    def wake(_worker: int) -> int:
        try:
            both.wait(30)
            return int(sweep(later))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as workers:
        claimed = sum(workers.map(wake, range(2)))
    found = [event for one in towns for event in breaches(one)]
    assert claimed == len(found) == len({(event.case_id, event.data["milestone"]) for event in found}) == 200
    assert {event.at for event in found} == {
        AT + minute * HOUR / 60 + hours * HOUR for minute in range(50) for hours in (4, 30)
    }
    assert sweep(later) == 0
    with transaction.atomic(), on_side("vendor"):
        assert not DueMilestone.objects.filter(due_at__lt=later).exists()
    record_property("breaches claimed", claimed)
    record_property("reminders", _reminders_after_sleep(cast, settings))
    assert compare_projection() == []


def _reminders_after_sleep(cast: StandingCast, settings: Any) -> int:
    """Two hourly ticks meet a customer whose reminders fell due while everything slept: each step's owner hears once."""
    woken = BOUGHT + timedelta(days=8)
    settings.VOORRANG_NOW = woken
    with transaction.atomic(), serving(cast.access):
        due = ActivationStep.objects.filter(done_at=None, remind_at__lte=woken).count()
    assert due > 0
    mail.outbox.clear()
    for _tick in range(2):
        with transaction.atomic(), on_side("vendor"):
            remind(woken)
        with transaction.atomic(), on_side("vendor"):
            remind(woken)
        run_pending()
    sent = [(one.to[0], one.subject) for one in mail.outbox]
    assert len(sent) == len(set(sent)) >= due
    return len(sent)
