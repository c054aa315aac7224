"""What is true of one grown case, in text form where its rows need it."""

from __future__ import annotations

from datetime import timedelta

from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from bench.cases import town as towns
from bench.cases.copying import NULL
from bench.cases.source import Grown
from bench.cases.town import Town


def state_of(facts: Facts, number: int) -> State:
    """Return the state of a case: closed, at the center without a unit, or somewhere in work."""
    if facts.grown.closed_at:
        return State.CLOSED
    if facts.route.unit is None:
        return State.AT_CENTER
    return State.FORWARDED if number % 3 == 0 else State.ACCEPTED


class Facts:
    """One case. What its rows number is filled in as they are written."""

    key: int
    interaction: int
    clock: int
    citizen: str
    identity: str
    contact: str
    wish: Channel

    def __init__(self, grown: Grown, number: int, town: Town) -> None:
        report = grown.report
        self.grown = grown
        self.topic = town.topic_of(report.type)
        self.near = town.place_of(report.place)
        self.kind = town.kind(number)
        self.layer = towns.LAYERS[number % len(towns.LAYERS)]
        self.channel = towns.channel_of(report.source).value
        self.route = town.route(self.topic, self.near, self.layer)
        self.standard = unit_queries.standard_for(self.kind, self.topic)
        self.due_at = town.due(self.standard, grown.opened_at)
        self.agent = town.people.agents[number % len(town.people.agents)]
        self.worker = str(town.people.unit_staff[number % len(town.people.unit_staff)])
        self.opened = grown.opened_at.isoformat()
        self.begun = (grown.opened_at - timedelta(minutes=3)).isoformat()
        self.due = self.due_at.isoformat()
        self.closed = grown.closed_at.isoformat() if grown.closed_at else NULL
