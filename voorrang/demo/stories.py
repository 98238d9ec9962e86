"""How a case goes: who says what when, drawn from the seed. Pure: no database, no clock."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from voorrang.audit.actor import Actor
from voorrang.cases.history import PastEvent
from voorrang.demo.texts import Words, words

_PLAIN = "plain"
_SHAPES = (
    (_PLAIN, 60),
    ("asked", 20),
    ("noted", 9),
    ("reopened", 4),
    ("withdrawn", 4),
    ("handed_over", 3),
)
_LATE_ANSWERS = 0.05
_ENGLISH_NOTES = words("en")


class Sides(NamedTuple):
    """Who works on a case, in whose words. `owner` is the agent's user; `other` an agent who may take over."""

    agent: Actor
    other: Actor
    customer: Actor
    words: Words
    symptom: str


def tell(dice: Random, opened_at: datetime, sides: Sides, until: datetime) -> list[PastEvent]:
    """Return what happens after an opening, cut at `until`. One in twenty is answered late."""
    shape = dice.choices([name for name, _ in _SHAPES], [share for _, share in _SHAPES])[0]
    story = _Story(dice, opened_at, sides)
    late = dice.random() < _LATE_ANSWERS
    story.assign(story.after(minutes=(2, 25)))
    if shape == "withdrawn":
        story.customer("case.closed", "withdraws", story.after(minutes=(20, 300)), data={"withdrawn": True})
        return story.until(until)
    story.vendor("case.answered", "answers", story.after(minutes=(150, 420) if late else (4, 45)))
    if shape == "asked":
        story.vendor("case.waiting", "asks", story.after(minutes=(20, 180)))
        story.customer("case.replied", "replies", story.after(minutes=(40, 1500)))
    if shape == "noted":
        story.note(story.after(minutes=(10, 120)))
    if shape == "handed_over":
        story.hand_over(story.after(minutes=(60, 240)))
    story.resolve(story.after(minutes=(90, 1100)))
    if shape == "reopened":
        story.customer("case.reopened", "reopens", story.after(minutes=(300, 2600)))
        story.vendor("case.answered", "answers", story.after(minutes=(5, 60)))
        story.resolve(story.after(minutes=(200, 900)))
    story.close(story.after(minutes=(120, 5000)))
    return story.until(until)


class _Story:
    def __init__(self, dice: Random, opened_at: datetime, sides: Sides) -> None:
        self.dice, self.sides = dice, sides
        self.owner: Actor | None = None
        self.now = opened_at
        self.events: list[PastEvent] = []

    def after(self, minutes: tuple[int, int]) -> datetime:
        """Let time pass: mostly near the shorter end."""
        shortest, longest = minutes
        share = self.dice.random() ** 2
        self.now += timedelta(seconds=round((shortest + share * (longest - shortest)) * 60) + self.dice.randrange(60))
        return self.now

    def assign(self, at: datetime) -> None:
        data = {"owner": str(self.sides.agent.id), "from": str(self.owner.id) if self.owner else None}
        self.owner = self.sides.agent
        self.events.append(PastEvent("case.assigned", at, self.sides.agent, internal=True, data=data))

    def hand_over(self, at: datetime) -> None:
        data = {"owner": str(self.sides.other.id), "from": str(self.sides.agent.id)}
        self.events.append(PastEvent("case.assigned", at, self.sides.agent, internal=True, data=data))
        self.sides = self.sides._replace(agent=self.sides.other, other=self.sides.agent)

    def vendor(self, type_: str, what: str, at: datetime) -> None:
        self.events.append(PastEvent(type_, at, self.sides.agent, self.sides.words.say(what, self.dice)))

    def customer(self, type_: str, what: str, at: datetime, data: dict[str, bool] | None = None) -> None:
        text = self.sides.words.say(what, self.dice)
        self.events.append(PastEvent(type_, at, self.sides.customer, text, data=data or {}))

    def note(self, at: datetime) -> None:
        text = _ENGLISH_NOTES.say("notes", self.dice)
        self.events.append(PastEvent("case.noted", at, self.sides.agent, text, internal=True))

    def resolve(self, at: datetime) -> None:
        text = self.sides.words.fix(self.sides.symptom)
        self.events.append(PastEvent("case.resolved", at, self.sides.agent, text))

    def close(self, at: datetime) -> None:
        by_customer = self.dice.random() < 0.6  # noqa: PLR2004 -- the rest forget, and the agent closes
        if by_customer:
            self.customer("case.closed", "closes", at, data={"withdrawn": False})
        else:
            self.events.append(PastEvent("case.closed", at, self.sides.agent, data={"withdrawn": False}))

    def until(self, until: datetime) -> list[PastEvent]:
        return [event for event in self.events if event.at < until]


def choose_agent(
    dice: Random, agents: Iterable[tuple[UUID, frozenset[str]]], language: str, actor: Callable[[UUID], Actor]
) -> tuple[Actor, Actor]:
    """Return the agent who takes a case, one who speaks its language where there is one, and another."""
    everybody = list(agents)
    able = [id_ for id_, languages in everybody if language in languages] or [id_ for id_, _ in everybody]
    taker = dice.choice(able)
    other = dice.choice([id_ for id_, _ in everybody if id_ != taker])
    return actor(taker), actor(other)
