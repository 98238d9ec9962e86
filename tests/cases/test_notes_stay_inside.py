"""The customer reads what was said to it; notes, owners and the vendor's targets stay inside."""

from tests.cases.factories import AT, HOUR, opened
from tests.cast import Cast, StandingCast
from voorrang.cases.actions import answer, record_diagnosis
from voorrang.cases.models import Case, EventBody
from voorrang.cases.queries import case_timeline


def test_each_side_reads_its_own_story(town: Cast, cast: StandingCast, django_assert_max_num_queries: object) -> None:
    case = opened(town, body="Since Monday.")
    answer(case=case, text="Careful, a big one.", internal=True, by=cast.agent.actor, at=AT + HOUR)
    answer(case=case, text="We look into it.", language="en", by=cast.agent.actor, at=AT + HOUR)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        outside = case_timeline(case, internal=False)
    assert [(entry.who, entry.text) for entry in outside] == [
        ("Hanna Help", "Since Monday."),
        ("Ada Agent", "We look into it."),
    ]
    assert len(case_timeline(case, internal=True)) == 3


def test_erased_words_leave_the_event(town: Cast) -> None:
    case = opened(town, body="Since Monday.")
    EventBody.objects.all().delete()
    (entry,) = case_timeline(case, internal=False)
    assert (entry.event.type, entry.text) == ("case.opened", "")


def test_a_diagnosis_names_its_findings_without_their_words(town: Cast) -> None:
    case = opened(town)
    event = record_diagnosis(
        case=case, diagnosis={"found": "the panel of Mrs Jansen"}, by=town.engineer.actor, at=AT + HOUR
    )
    assert event.data == {"findings": ["found"]}
    assert Case.objects.get(id=case.id).diagnosis == {"found": "the panel of Mrs Jansen"}
