"""A contradiction is read otherwise from a day on; before that day nothing changes, and until then it can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from tests.cast import AT, OFFICE, PROGRAMME
from voorrang.audit.models import SystemEntry
from voorrang.editions.models import ReadingSwitch
from voorrang.editions.readings import ReadingUnknown
from voorrang.editions.store import hashes_at, programme_at
from voorrang.editions.switching import SwitchRefused, Why, switch_reading, undo_switch
from voorrang.lib.tenancy import on_side

DAY = date(2026, 4, 1)
MOMENT = datetime(2026, 4, 1, tzinfo=UTC)
FAVOURABLE, STRICT = "with_printers", "pcs_only"


def switched(reading: str = "Q.3", choice: str = STRICT, on: date = DAY) -> ReadingSwitch:
    return switch_reading(
        programme=PROGRAMME, reading=reading, choice=choice, starts_on=on, reason="Legal asked.", by=OFFICE, at=AT
    )


def chosen(at: datetime, reading: str = "Q.3") -> str:
    return programme_at(PROGRAMME, at).readings[reading].chosen


@pytest.mark.django_db
def test_it_holds_from_its_day_and_not_before() -> None:
    switched()
    assert chosen(MOMENT - timedelta(microseconds=1)) == FAVOURABLE
    assert chosen(MOMENT) == STRICT
    assert "printer" not in programme_at(PROGRAMME, MOMENT).minimums["PA+"][0].kinds


@pytest.mark.django_db
def test_no_moment_before_the_day_is_affected() -> None:
    """Decisions read the edition of their own moment: where that is the same, so are they."""
    switch, untouched = [], hashes_at(PROGRAMME, AT)

    @with_settings(max_examples=60, deadline=None)
    @given(st.timedeltas(min_value=timedelta(microseconds=1), max_value=MOMENT - AT))
    def same(back: timedelta) -> None:
        if not switch:
            switch.append(switched())
        assert hashes_at(PROGRAMME, MOMENT - back) == untouched

    same()
    assert hashes_at(PROGRAMME, MOMENT) != untouched


@pytest.mark.django_db
def test_it_is_taken_back_before_its_day_and_made_again() -> None:
    first = switched()
    undo_switch(switch=first, by=OFFICE, at=AT)
    assert chosen(MOMENT) == FAVOURABLE
    switched()
    assert chosen(MOMENT) == STRICT
    with pytest.raises(SwitchRefused) as refused:
        undo_switch(switch=first, by=OFFICE, at=AT)
    assert refused.value.why == Why.UNDONE


@pytest.mark.django_db
def test_two_readings_switched_on_two_days_both_hold() -> None:
    switched("Q.7", "tables", date(2026, 5, 1))
    switched("Q.3", STRICT, DAY)
    may = datetime(2026, 5, 1, tzinfo=UTC)
    assert (chosen(may), chosen(may, "Q.7")) == (STRICT, "tables")
    assert chosen(MOMENT, "Q.7") != "tables"


@pytest.mark.django_db
def test_taking_the_first_of_two_back_leaves_the_second() -> None:
    second = switched("Q.3", STRICT, date(2026, 5, 1))
    first = switched("Q.3", STRICT, DAY)
    undo_switch(switch=first, by=OFFICE, at=AT)
    assert chosen(MOMENT) == FAVOURABLE
    assert chosen(second.starts_at) == STRICT


@pytest.mark.django_db
def test_what_cannot_be_is_refused_with_why() -> None:
    for why, options in (
        (Why.PAST, {"on": AT.date()}),
        (Why.SAME, {"choice": FAVOURABLE}),
    ):
        with pytest.raises(SwitchRefused) as refused:
            switched(**options)  # type: ignore[arg-type]  # one test, several arguments
        assert refused.value.why == why
    with pytest.raises(ReadingUnknown):
        switched("Q.1", "three")
    late = switched()
    with pytest.raises(SwitchRefused) as refused:
        undo_switch(switch=late, by=OFFICE, at=MOMENT)
    assert refused.value.why == Why.BEGUN


@pytest.mark.django_db
def test_it_stands_in_the_trail() -> None:
    switched()
    with on_side("vendor"):
        entry = SystemEntry.objects.get(type="reading.switched")
    assert entry.data["reading"] == "Q.3"
    assert entry.actor_id == OFFICE.id
