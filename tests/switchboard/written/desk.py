"""A desk for what is written, without telephone and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.switchboard.declared import check_values

from alo153.calls.call_words import AgentState
from alo153.calls.queue import GENERAL, Queue
from alo153.contacts.offering.media import COUNTER, OBJECTION, Media, Medium
from alo153.counter import turn
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.written.rules.deciding import Decision, decide
from alo153.switchboard.written.rules.facts import WorkFact
from alo153.switchboard.written.rules.line import Kind, Line, OfferKey, Seen, Work, WorkKey
from alo153.switchboard.written.rules.tickets import work

CHAT = Medium(key="chat", at_once=3, live=True, priority=10, kept_for=120)
SMS = Medium(key="sms", at_once=2, priority=2)
EMAIL = Medium(key="email")
OBJECTIONS = Medium(key=OBJECTION, at_once=2)
VISITORS = Medium(key=COUNTER, live=True, priority=10)
MEDIA = Media(by_key={each.key: each for each in (CHAT, SMS, EMAIL, OBJECTIONS, VISITORS)})
EVERYBODY = Queue(key=GENERAL)
AHEAD = timedelta(minutes=15)


def talk(key: int) -> WorkKey:
    """Name a conversation."""
    return WorkKey(Kind.CONVERSATION, key)


class Desk:
    """Tells what waits and where agents stand, and plays the tables: what is taken is in hand."""

    def __init__(self, media: Media = MEDIA) -> None:
        self.media = media
        self.at = 1000.0
        self.line = Line()
        self.agents: dict[int, Agent] = {}
        self.waiting: dict[int, Work] = {}
        self.in_hand: dict[int, list[Work]] = {}
        self.refused: set[OfferKey] = set()
        self.visited: set[int] = set()
        self.elsewhere: set[int] = set()
        """Agents who are at the telephone of another node."""
        self.clerks: dict[int, float] = {}
        self.told: list[WorkFact] = []
        self.wake_at = float("inf")
        self.writing: frozenset[int] = frozenset()

    def stands(self, agent: int, presence: AgentState = AgentState.READY, **more: object) -> None:
        known = self.agents.get(agent) or Agent(id=agent, presence=presence, since=self.at)
        there: Mapping[str, object] = {"reachable": True, "idle_since": self.at} | more
        changed = {"presence": presence, "since": self.at, **there}
        self.agents[agent] = replace(known, **changed)  # type: ignore[arg-type]

    def writes(
        self,
        key: int,
        medium: str = "chat",
        agent: int | None = None,
        queue: Queue = EVERYBODY,
    ) -> None:
        self.waiting[key] = Work(
            key=talk(key), medium=medium, since=self.at, agent=agent, queue=queue
        )

    def objects(self, key: int, *, able: set[int], agent: int | None = None) -> None:
        """Let an objection wait that only some may decide."""
        self.waiting[key] = Work(
            key=WorkKey(Kind.OBJECTION, key),
            medium=OBJECTION,
            since=self.at,
            agent=agent,
            able=frozenset(able),
        )

    def waits(self, ticket: turn.Waiting, *, able: set[int]) -> None:
        """Let a visitor wait whom some desks may call."""
        self.waiting[ticket.key] = work(ticket, able=able, ahead=AHEAD)

    def comes(self, key: int, *, able: set[int], priority: bool = False) -> None:
        """Let a visitor take a number now."""
        taken_at = datetime.fromtimestamp(self.at, UTC)
        ticket = turn.Waiting(key=key, letter="A", taken_at=taken_at, priority=priority)
        self.waits(ticket, able=able)

    def calls(self, clerk: int, key: int) -> None:
        """Call a visitor to the clerk's desk."""
        del self.waiting[key], self.clerks[clerk]
        self.visited.add(clerk)

    def takes(self, agent: int, key: int) -> None:
        """Take a conversation, offered or by hand."""
        work = replace(self.waiting.pop(key), agent=agent)
        self.in_hand.setdefault(agent, []).append(work)

    def refuses(self, key: int) -> None:
        [offer] = [each for each in self.line.offers.values() if each.work.key.row == key]
        self.refused.add(offer.key)

    def decide(self, later: float = 0) -> Decision:
        self.at += later
        seen = Seen(
            waiting=tuple(
                replace(work, left=self._left(work.agent)) for work in self.waiting.values()
            ),
            in_hand={a: Counter(w.medium for w in works) for a, works in self.in_hand.items()},
            able=frozenset(self.agents),
            visited=frozenset(self.visited),
            clerks=dict(self.clerks),
            refused=frozenset(self.refused),
        )
        found = decide(
            replace(self.line, seen=seen), agents=self.agents, media=self.media, at=self.at
        )
        for fact in found.facts:
            check_values(fact)
        self.line, self.wake_at, self.writing = found.line, found.wake_at, found.writing
        self.told += found.facts
        return found

    def _left(self, agent: int | None) -> bool:
        if agent is None or agent in self.elsewhere:
            return False
        return agent not in self.agents or self.agents[agent].presence is AgentState.OFFLINE

    @property
    def offered(self) -> dict[int, int]:
        """Whom each conversation is offered to now."""
        return {key.row: offer.agent for key, offer in self.line.offers.items()}
