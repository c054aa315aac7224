"""A node's knowledge of other nodes' calls, and of its own agents who take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alo153.calls.queue import MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCall:
    """A waiting call that none of its node's own agents can take.

    `round` counts its offers so far: a claim on an earlier round is void.
    """

    id: str
    node: str
    queue: str
    queued_at: float
    priority: float = 0.0
    preferred: int | None = None
    round: int = 0

    @property
    def turn(self) -> float:
        """Return its position among all calls, as `Call.turn` does: the smallest is first."""
        return self.queued_at - MINUTE * self.priority

    def waited(self, at: float) -> float:
        """Seconds it has waited by `at`."""
        return max(0.0, at - self.queued_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """Our agent for whom a shared call is claimed; `won` when the claim is known to hold."""

    agent: int
    call: SharedCall
    at: float
    won: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteLeg:
    """A call of another node at an agent of ours; `channel` is the leg that came from there."""

    offer: str
    call: str
    queue: str
    agent: int
    channel: str
    answered_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """The data that nodes exchange.

    `shown` are our calls that other nodes may claim, `shared` the calls of other nodes; `pledges`
    by call, `legs` by offer. `shunned` maps a node whose call did not come after a claim to the end
    of its exclusion. `elsewhere` has the skills of each agent at a telephone of another node.
    """

    shown: Mapping[str, SharedCall] = field(default_factory=dict)
    shared: Mapping[str, SharedCall] = field(default_factory=dict)
    pledges: Mapping[str, Pledge] = field(default_factory=dict)
    legs: Mapping[str, RemoteLeg] = field(default_factory=dict)
    shunned: Mapping[str, float] = field(default_factory=dict)
    elsewhere: tuple[Mapping[str, int], ...] = ()


def reaches(skills: Mapping[str, int], skill: str, level: int) -> bool:
    """Say whether somebody with these skills reaches a level of one; no skill asks nothing."""
    return not skill or skills.get(skill, 0) >= level
