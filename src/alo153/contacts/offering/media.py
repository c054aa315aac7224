"""A city's rules for offering waiting work, apart from calls. Pure; times in seconds.

The values are in `queues.toml`, whose `cities/kocaeli` example explains the words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

MINUTE = 60.0
OBJECTION = "objection"
"""A medium of its own: an objection to an answer is offered as a letter is."""
COUNTER = "counter"
"""A medium of its own: a waiting visitor is offered to the free desks of that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """One way to reach the city: how much of it one agent bears, and what goes first.

    One of it takes `1 / at_once` of a person. `live`: somebody waits at the other end. During a
    call at most `beside_call` are in an agent's hands by offers. `priority` is in minutes of
    waiting. It is kept `kept_for` for an agent who pauses; None: until they sign out. `target` is
    within how many seconds the city wants it taken; None: no promise; `targets` has that of single
    queues. It waits in `queue` where nothing else is said.
    """

    key: str
    at_once: int = 1
    beside_call: int = 0
    live: bool = False
    priority: float = 0.0
    skill: str = ""
    kept_for: float | None = None
    target: float | None = None
    targets: Mapping[str, float] = field(default_factory=dict)
    queue: str = "general"

    def target_in(self, queue: str) -> float | None:
        """Return the target of what waits in a queue."""
        return self.targets.get(queue, self.target)

    def may_leave(self, away: Collection[int]) -> Collection[int]:
        """Name the agents away whose work may go to a colleague before they sign out."""
        return () if self.kept_for is None else away


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The media whose contacts are offered, and how long things last.

    An offer lasts `offer`; an agent who lets it pass gets no other for `rest`. A call leaves agents
    with something live alone until its caller has waited `caller_waits`. A chat in which nothing
    was said for `quiet` takes no place.
    """

    by_key: Mapping[str, Medium] = field(default_factory=dict)
    offer: float = 20.0
    rest: float = 60.0
    caller_waits: float = 20.0
    quiet: float = 300.0

    @property
    def written(self) -> Mapping[str, Medium]:
        """Return the media in which citizens and the center write to each other."""
        return {key: each for key, each in self.by_key.items() if key not in {OBJECTION, COUNTER}}

    def load(self, hand: Mapping[str, int], medium: Medium) -> Fraction:
        """Tell how much of a person is taken as seen from a medium: letters do not stop a chat."""
        counted = [each for each in self.by_key.values() if each.live or not medium.live]
        shares = (Fraction(hand.get(each.key, 0), each.at_once) for each in counted)
        return sum(shares, Fraction(0))
