"""The switchboard's state at one moment: calls, agents and the rules of the center."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from alo153.calls.call_words import AgentState, CallDirection, LegKind, LegRole
from alo153.calls.menu.moves import Position
from alo153.calls.menu.nodes import Menu, plain
from alo153.calls.menu.public_numbers import PublicNumber
from alo153.calls.menu.voice import Leaving
from alo153.calls.menu.windows import Window
from alo153.calls.queue import GENERAL, MINUTE, Queue
from alo153.switchboard.acd.state.monitors import Monitor, Seat
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.shared_calls import SharedCall, Sharing, reaches


class Phase(StrEnum):
    """The progress of a call; a finished call is not in the state."""

    MENU = "menu"
    WAITING = "waiting"
    TALKING = "talking"
    OUTSIDE = "outside"
    CALLING_AGENT = "calling_agent"
    CALLING_CITIZEN = "calling_citizen"
    CALLBACK_HOLD = "callback_hold"
    RETURNING = "returning"
    LEAVING = "leaving"
    SURVEY = "survey"


RECENT = 5
"""Calls of an agent from which the usual queue follows."""


class MemberState(StrEnum):
    """The progress of a member's leg; a member whose leg ended is not in the call."""

    RINGING = "ringing"
    TALKING = "talking"


class Recording(StrEnum):
    """The recorder's output now: nothing, sound, or silence with its reason."""

    OFF = "off"
    RUNNING = "running"
    SENSITIVE = "sensitive"
    HELD = "held"
    ALONE = "alone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The menu, the queues, and times of the municipality in seconds.

    `pause_limits` maps a reason to the longest pause; a reason that is missing has no limit.

    A citizen whose place is kept is called `retries` more times, `retry_every` apart. A call
    waits `prefer_for` for the agent it prefers. With `survey` 0 no caller is asked for a rating.
    Agents with a chat in hand are rung when a caller has waited `caller_waits`, spared agents when
    a caller has waited `spared_wait`.
    `node` is the name of this node. In an `emergency` no caller enters a queue.
    Before `call_back_first_until` callers hear first that their place can be kept.
    """

    ring: float = 20
    position_every: float = 30
    speech_limit: float = 20
    wrap_up_limit: float = 60
    wrap_up_extension: float = 60
    return_seconds: float = 15
    pause_limits: Mapping[str, float] = field(default_factory=dict)
    citizen_ring: float = 45
    retry_every: float = 600
    retries: int = 2
    menu: Menu = field(default_factory=plain)
    menu_idle: float = 120
    menu_speech_limit: float = 90
    ask_limit: float = 2.0
    record: bool = True
    recording_pause_limit: float = 120
    recording_check_first: float = 5
    recording_check_every: float = 15
    prefer_for: float = 20
    survey: float = 0
    caller_waits: float = 0
    spared_wait: float = 0
    node: str = ""
    queues: Mapping[str, Queue] = field(default_factory=dict)
    numbers: tuple[PublicNumber, ...] = ()
    windows: tuple[Window, ...] = ()
    emergency: bool = False
    call_back_first_until: float = 0.0

    def queue(self, key: str) -> Queue:
        """Find a queue; one that is not known (any more) is served by everybody."""
        return self.queues.get(key) or Queue(key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One agent's telephone rings for one call; also the agent's leg of the call afterwards."""

    id: str
    agent: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A leg in addition to the citizen's and the agent's; `id` is also its channel's id.

    `agent` is a person of the center, `guest` the token of a browser behind a link, `number` the
    telephone dialed for anybody else.
    """

    id: str
    kind: LegKind
    role: LegRole
    state: MemberState = MemberState.RINGING
    agent: int | None = None
    guest: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    at: float = 0.0

    @property
    def talks(self) -> bool:
        """Say whether the citizen has somebody to talk to in this member."""
        heard = self.role in (LegRole.CONFERENCE, LegRole.BARGING)
        return heard and self.state is MemberState.TALKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An agent whose leg in a talk was lost, and until when the place there is kept."""

    agent: int
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A running call: `channel` is the citizen's leg, `offer` the agent's.

    `priority` is in minutes of waiting. `preferred` is the agent offered first until
    `preferred_until`, `call_back` the number that the center may call, if any. A kept place waits
    until `call_again_at`; `tries` counts failed calls, `call_by` is the end of a promised window.
    `invited` counts `members`, `dials` how often the citizen was dialed: an id is used once.
    `returns_held`: the call was on hold when it was cut, and is again when its agent returns.
    `whisper` is what the agent hears before the talk. `awaited` are agents who come back.
    `ringing` are legs that were dialed and are not silent, `failed_lines` ways to the network.
    `recorded`: the citizen lets us; `recording`: what is written now, `recording_voices`: whose
    legs speak in it. `survey_skipped`: nobody asks the citizen how it was. `listed`: an outgoing
    list calls; `menu_start` is what it says.
    """

    id: str
    channel: str
    direction: CallDirection
    number: str = field(repr=False)
    phase: Phase
    entered_at: float
    queued_at: float | None = None
    answered_at: float | None = None
    offer: Offer | None = None
    offers: int = 0
    whisper: str = ""
    speech: str | None = None
    speeches: int = 0
    held: bool = False
    returns_held: bool = False
    video: bool = False
    rating: int | None = None
    survey_skipped: bool = False
    queue: str = GENERAL
    priority: float = 0.0
    preferred: int | None = None
    preferred_until: float = 0.0
    language: str = ""
    menu: Position | None = None
    recorded: bool = True
    proved: bool = False
    overflowed: bool = False
    call_back: str = field(default="", repr=False)
    place_kept_at: float | None = None
    call_again_at: float = 0.0
    call_by: float = 0.0
    tries: int = 0
    dials: int = 0
    members: tuple[Member, ...] = ()
    invited: int = 0
    awaited: tuple[Awaited, ...] = ()
    ringing: frozenset[str] = frozenset()
    failed_lines: frozenset[str] = frozenset()
    leaving: Leaving | None = None
    recording: Recording = Recording.OFF
    recording_paused_at: float | None = None
    recording_paused_by: int | None = None
    recording_failed_at: float | None = None
    recording_voices: frozenset[str] = frozenset()
    listed: bool = False
    menu_start: str = ""

    @property
    def recording_paused(self) -> bool:
        """Say whether the agent keeps what is said now out of the recording."""
        return self.recording_paused_at is not None

    @property
    def turn(self) -> float:
        """Return the position of a call in the queue: the smallest is first.

        Score = priority + minutes waited. All scores grow equally, so this number gives their
        order, which does not change while callers wait.
        """
        return (self.queued_at or 0.0) - MINUTE * self.priority

    def score(self, at: float) -> float:
        """Compute the score at `at`, in minutes."""
        return (at - self.turn) / MINUTE

    def waited(self, at: float) -> float:
        """Seconds from the end of the menu to `at`; nothing while the caller is still in it."""
        return 0.0 if self.queued_at is None else max(0.0, at - self.queued_at)

    def member(self, member: str) -> Member | None:
        """Find a member by its id."""
        return next((one for one in self.members if one.id == member), None)

    @property
    def consulted(self) -> Member | None:
        """Find the member whom the agent asks aside while the citizen hears music."""
        return next((one for one in self.members if one.role is LegRole.CONSULTED), None)

    @property
    def partners(self) -> list[Member]:
        """List the members the citizen can talk to without the agent."""
        return [one for one in self.members if one.talks]


@dataclass(frozen=True, slots=True)
class Sparing:
    """Calls leave an agent alone until an instant, unless they waited long; 0: they do not."""

    until: float = 0.0

    def holds(self, at: float) -> bool:
        """Say whether the agent is spared at an instant."""
        return at < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLimit:
    """When a shift asks an agent to begin nothing further: before a break, or a night's end.

    A night's end is `hard`: its hours are limited by law. A break yields to a long wait.
    """

    at: float
    hard: bool = False

    def forbids(self, until: float, *, yields: bool) -> bool:
        """Say whether nothing may begin that lasts until an instant; a break may yield to it."""
        return until > self.at and (self.hard or not yields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person at the desk; `idle_since` is when the agent last became available.

    `until` is the limit of the present state, 0 if it has none: a wrap-up ends there by itself, a
    pause that lasts longer is only seen. `served` is queue and answer of the call whose after-work
    is not over yet, `recent` are the queues of the last calls, the newest last. A guest is `alone`
    as long as the mentor does not listen. A visitor is here for one call; `home` names the node
    where the telephone is. `gone_since` is when the telephone went away, 0 while it is there.
    """

    id: int
    presence: AgentState
    since: float
    until: float = 0.0
    reason: str = ""
    reachable: bool = False
    gone_since: float = 0.0
    idle_since: float = 0.0
    call: str | None = None
    pause_after: str = ""
    # Talks in the fallback: a call that this switchboard does not lead
    engaged: bool = False
    # Has a chat in hand, where somebody waits at the other end
    writes: bool = False
    # Has a visitor at a desk of a communication center, which counts as a call
    visited: bool = False
    # What the shift advises; None: nothing, or nobody knows
    limit: ShiftLimit | None = None
    # Had enough for now: those above the switchboard say so, and not why
    sparing: Sparing = Sparing()
    skills: Mapping[str, int] = field(default_factory=dict)
    served: tuple[str, float] | None = None
    recent: tuple[str, ...] = ()
    alone: bool = False
    home: str = ""

    @property
    def available(self) -> bool:
        """Say whether a call may be offered now: ready, and the telephone is registered."""
        here = self.reachable and not self.alone and not self.engaged and not self.visited
        return self.presence is AgentState.READY and here and self.call is None

    @property
    def occupied(self) -> bool:
        """Say whether the agent is at a call: as its agent, in the fallback, or listening."""
        listens = self.presence is AgentState.SUPERVISING
        return self.call is not None or self.engaged or listens

    @property
    def break_is_due(self) -> bool:
        """Say whether the shift has a break ahead that a long wait may push back."""
        return self.limit is not None and not self.limit.hard

    @property
    def usual_queue(self) -> str:
        """Return the queue of most of the last calls, of two the newer; at first the general one.

        It follows an agent who sits down at another queue after a few calls.
        """
        counted = Counter(reversed(self.recent)).most_common(1)
        return counted[0][0] if counted else GENERAL

    def after(self, queue: str) -> Agent:
        """Return the agent after one more call of a queue."""
        return replace(self, recent=(*self.recent, queue)[-RECENT:])

    def serves(self, skill: str, level: int) -> bool:
        """Say whether the agent reaches a level of a skill; no skill asks nothing."""
        return reaches(self.skills, skill, level)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the switchboard knows between two turns.

    `strangers` are callers' legs that were in Asterisk at the last look, and in no call.
    """

    rules: Rules = field(default_factory=Rules)
    calls: Mapping[str, Call] = field(default_factory=dict)
    agents: Mapping[int, Agent] = field(default_factory=dict)
    paces: Mapping[str, Pace] = field(default_factory=dict)
    monitors: Mapping[str, Monitor] = field(default_factory=dict)
    seats: Mapping[int, Seat] = field(default_factory=dict)
    sharing: Sharing = field(default_factory=Sharing)
    strangers: frozenset[str] = frozenset()

    def line(self) -> list[Call]:
        """List the calls that wait for an agent, including kept places, best first."""
        return line(self.calls)


def line(calls: Mapping[str, Call]) -> list[Call]:
    """Sort the calls that wait for an agent, best first."""
    return sorted((call for call in calls.values() if call.phase in IN_LINE), key=place)


def place(call: Call | SharedCall) -> tuple[float, str]:
    """Return the unique position of a call in the queue: the smallest is first."""
    return call.turn, call.id


IN_LINE = frozenset({Phase.WAITING, Phase.CALLBACK_HOLD})
