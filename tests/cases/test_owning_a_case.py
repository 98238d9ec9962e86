"""An agent takes a case, hands it over or gives it back; the customer does not see who has it."""

from tests.cases.factories import AT, HOUR, opened, row_of
from tests.cast import Cast, StandingCast
from voorrang.cases.actions import assign_owner, take
from voorrang.cases.queries import case_timeline


def test_taking_and_handing_over(town: Cast, cast: StandingCast) -> None:
    case = opened(town)
    take(case=case, by=cast.agent.actor, at=AT + HOUR)
    assert row_of(case).owner_id == cast.agent.user.id
    event = assign_owner(case=case, owner=cast.remote_expert.user, by=cast.agent.actor, at=AT + HOUR)
    assert event.data == {"owner": str(cast.remote_expert.user.id), "from": str(cast.agent.user.id)}
    assert row_of(case).owner_id == cast.remote_expert.user.id
    assign_owner(case=case, owner=None, by=cast.agent.actor, at=AT + HOUR)
    assert row_of(case).owner_id is None
    assert len(case_timeline(case, internal=True)) == 4
    assert len(case_timeline(case, internal=False)) == 1
