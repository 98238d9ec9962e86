"""Two agents write at once: the second one is shown what is new, keeps the words, and may send them again."""

from tests.cast import AT, StandingCast, make_staff, serving
from tests.desk.door import Door, Scenery
from tests.desk.test_working_on_a_case import write
from voorrang.cases.actions import customer_reply
from voorrang.cases.models import Case


def test_the_second_one_sees_what_changed_and_loses_nothing(scenery: Scenery, agent: Door, operator: Door) -> None:
    read = scenery.version()
    write(operator, scenery, "answer", "We send a technician.")
    page = write(agent, scenery, "answer", "Please try another socket.", version=read)
    assert page.status == 409
    assert "has changed since you opened it" in page.text
    assert "We send a technician." in page.part("news")
    assert "Olga Operator" in page.part("news")
    assert page.value("text") == "Please try another socket."
    assert scenery.events() == ["case.opened", "case.answered"]


def test_sent_again_it_goes_through(scenery: Scenery, agent: Door, operator: Door) -> None:
    read = scenery.version()
    write(operator, scenery, "answer", "We send a technician.")
    page = write(agent, scenery, "answer", "Please try another socket.", version=read)
    again = write(agent, scenery, "answer", page.value("text"), version=int(page.value("version")))
    assert again.status == 302
    assert scenery.events().count("case.answered") == 2


def test_the_customers_reply_is_news_too(scenery: Scenery, agent: Door) -> None:
    read = scenery.version()
    with serving(scenery.one):
        customer_reply(
            case=Case.objects.get(id=scenery.case.id), text="It smells.", by=scenery.one.engineer.actor, at=AT
        )
    page = write(agent, scenery, "resolve", "Done.", version=read)
    assert page.status == 409
    assert "It smells." in page.part("news")
    assert scenery.row().status == "open"


def test_findings_are_kept_too(scenery: Scenery, agent: Door, operator: Door) -> None:
    read = scenery.version()
    write(operator, scenery, "answer", "We send a technician.")
    page = agent.post("desk:case-findings", scenery.case.id, data={"found": "The fuse is blown.", "version": read})
    assert page.status == 409
    assert page.value("found") == "The fuse is blown."


def test_who_takes_second_is_told_who_was_faster(scenery: Scenery, agent: Door, cast: StandingCast) -> None:
    faster = Door(make_staff("Bea Agent", "agent"))
    taken = {"act": "take", "seen": ""}
    faster.post("desk:case-owner", scenery.case.id, data=taken)
    page = agent.post("desk:case-owner", scenery.case.id, data=taken)
    assert page.status == 409
    assert "Bea Agent has it now" in page.text
    assert scenery.row().owner_id == faster.staff.user.id
