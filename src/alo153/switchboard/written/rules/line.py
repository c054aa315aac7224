"""The state between two decisions: waiting work, offers, and agents who lately passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from alo153.calls.queue import GENERAL, Queue
from alo153.contacts.offering.media import MINUTE, Medium
from alo153.switchboard.acd.state.state import Agent

_GENERAL = Queue(key=GENERAL)


class Kind(StrEnum):
    """The kind of waiting work."""

    CONVERSATION = "conversation"
    OBJECTION = "objection"
    TICKET = "ticket"


class WorkKey(NamedTuple):
    """Names one that waits: what it is, and the key of its row."""

    kind: Kind
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A conversation that waits for an answer, an objection to be decided, or a visitor.

    `agent` has it, and may have left; `left`: the tables say that they did. Only `able` may take
    it; None: every agent who may answer written messages. `first`: an agent had it already, and it
    goes before all other work. `queue` adds its skill and priority to the medium's.
    """

    key: WorkKey
    medium: str
    since: float
    agent: int | None = None
    left: bool = False
    able: frozenset[int] | None = None
    first: bool = False
    queue: Queue = _GENERAL

    def turn(self, medium: Medium) -> tuple[bool, float, WorkKey]:
        """Return its unique position in the queue: the smallest is first.

        Score = priority + minutes waited, as for calls: the order never changes while all wait.
        """
        return not self.first, self.since - MINUTE * self._priority(medium), self.key

    def may_go_to(self, agent: Agent, at: float) -> bool:
        """Say whether this one is for an agent at all: of the level that its queue asks now."""
        is_able = self.able is None or agent.id in self.able
        return is_able and agent.serves(self.queue.skill, self.queue.level(at - self.since))

    def relaxes(self, at: float) -> list[float]:
        """List the instants from which its queue asks a lower level."""
        return [at + seconds for seconds in self.queue.relaxes(at - self.since)]

    def score(self, medium: Medium, at: float) -> float:
        """Compute the score at `at`, in minutes."""
        return (at - self.since) / MINUTE + self._priority(medium)

    def _priority(self, medium: Medium) -> float:
        return medium.priority + self.queue.priority


type OfferKey = tuple[WorkKey, int, float]
"""An offer is named by its work, its agent and its instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOffer:
    """One agent is asked to take one of what waits."""

    work: Work
    agent: int
    at: float
    until: float

    @property
    def key(self) -> OfferKey:
        """Name the offer."""
        return self.work.key, self.agent, self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The content of the tables.

    `waiting` is bounded: the oldest of each medium. `in_hand` counts by agent and medium, `able`
    are the agents who may answer written messages, `visited` the clerks with a visitor at the desk.
    `clerks` maps each clerk at a free desk to the instant since when it is free. `refused` are the
    offers that their agents refused on the page.
    """

    waiting: tuple[Work, ...] = ()
    in_hand: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    able: frozenset[int] = frozenset()
    visited: frozenset[int] = frozenset()
    clerks: Mapping[int, float] = field(default_factory=dict)
    refused: frozenset[OfferKey] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The memory: offers by their work, and times until which agents rest.

    `passed` says until when one is not offered to an agent again, `cooldown` until
    when an agent is offered nothing, `reachable_at` when an agent's telephone was last there.
    """

    seen: Seen = field(default_factory=Seen)
    offers: Mapping[WorkKey, WorkOffer] = field(default_factory=dict)
    passed: Mapping[tuple[WorkKey, int], float] = field(default_factory=dict)
    cooldown: Mapping[int, float] = field(default_factory=dict)
    reachable_at: Mapping[int, float] = field(default_factory=dict)
