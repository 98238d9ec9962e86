"""A case keeps what it was promised when it was opened, whatever a later version of the agreement says."""

from datetime import timedelta

from tests.cast import AT, StandingCast, serving
from tests.contracts.agreements import HOUR, signed
from tests.desk.door import DESKTOP, open_one
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.cases.actions import answer
from voorrang.cases.models import Milestone

LATER = AT + timedelta(hours=1)


def test_a_new_version_does_not_move_an_open_case(cast: StandingCast) -> None:
    scene = rheinwerk_in_force(cast)
    first = signed(cast, scene.one)
    case = open_one(scene, DESKTOP, title="Fan is loud")
    second = signed(cast, scene.one, first.number, at=AT + timedelta(minutes=1), starts_at=LATER, hours=1)
    with serving(scene.one):
        answer(case=case, text="We look into it.", by=cast.agent.actor, at=LATER + timedelta(hours=1))
        kept = Milestone.objects.get(case_id=case.id, kind="response", basis="promise")
        first.refresh_from_db()
    assert (kept.seconds, kept.breached_at) == (4 * HOUR, None)
    assert first.ends_at == second.starts_at == LATER
