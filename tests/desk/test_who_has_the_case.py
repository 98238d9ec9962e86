"""Taking a case, handing it to a colleague, putting it back into the queue."""

from uuid import uuid4

from tests.cast import StandingCast
from tests.desk.door import Door, Page, Scenery


def hand(door: Door, scenery: Scenery, act: str, **more: str) -> Page:
    seen = scenery.row().owner_id
    data = {"act": act, "seen": str(seen) if seen else ""} | more
    return door.post("desk:case-owner", scenery.case.id, data=data)


def test_taking_it(scenery: Scenery, agent: Door) -> None:
    page = agent.follow(hand(agent, scenery, "take"))
    assert "is yours" in page.text
    assert "Ada Agent took the case" in page.text
    assert not page.has("take")


def test_taking_it_in_the_queue_stays_there(scenery: Scenery, agent: Door) -> None:
    here = "/desk/?tier=PM&owner=me"
    assert hand(agent, scenery, "take", next=here).to == here
    assert hand(agent, scenery, "drop", next="https://elsewhere.example/").to == scenery.case_url
    assert hand(agent, scenery, "take", next="//elsewhere.example/desk/").to == scenery.case_url


def test_handing_it_to_a_colleague(scenery: Scenery, agent: Door, operator: Door) -> None:
    page = agent.follow(hand(agent, scenery, "hand", owner=str(operator.staff.user.id)))
    assert "went to Olga Operator" in page.text
    assert scenery.row().owner_id == operator.staff.user.id


def test_taking_it_over(scenery: Scenery, agent: Door, operator: Door) -> None:
    hand(operator, scenery, "take")
    page = agent.follow(hand(agent, scenery, "take"))
    assert "took the case over from Olga Operator" in page.text


def test_putting_it_back(scenery: Scenery, agent: Door) -> None:
    hand(agent, scenery, "take")
    page = agent.follow(hand(agent, scenery, "drop"))
    assert "put the case back into the queue" in page.text
    assert scenery.row().owner_id is None


def test_it_goes_only_to_who_may_open_it(scenery: Scenery, agent: Door, cast: StandingCast) -> None:
    for stranger in (cast.remote_expert.user.id, scenery.one.engineer.user.id, uuid4()):
        assert hand(agent, scenery, "hand", owner=str(stranger)).status == 404
    assert scenery.row().owner_id is None
