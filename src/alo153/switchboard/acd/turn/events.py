"""Events: from Asterisk, from a timer, from the web, or at a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from alo153.calls.call_words import CallOutcome, LegResult, OfferResult
from alo153.calls.page_commands.rows import PageCommand
from alo153.switchboard.acd.state.monitors import Monitor, Seat
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Agent, Call
from alo153.switchboard.acd.turn.timers import Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something happened at an instant."""

    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPage(PageCommand, Event):
    """Somebody says something on a page: an event inherits from the command whose row brings it."""

    perishable: ClassVar[bool] = False
    """A click on a call that comes late is not meant any more; the engine says what came of it."""

    @classmethod
    def asked(cls, command: PageCommand, *, at: float, row: int) -> Self:  # noqa: ARG003 - `Asked`
        """Return what a command means at an instant."""
        return cls(at=at, **vars(command))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(FromPage):
    """Somebody asks for something at once; the row `command` hears what came of it."""

    perishable: ClassVar[bool] = True

    command: int | None = None

    @classmethod
    def asked(cls, command: PageCommand, *, at: float, row: int) -> Self:
        """Return what a command means at an instant; its row hears what came of it."""
        return cls(at=at, command=row, **vars(command))


type Verbs = Mapping[type[FromPage], Callable[..., None]]
"""The functions that react to pages' commands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallArrived(Event):
    """A citizen's call entered the switchboard.

    `called` is what the network asked for, `to` the number of its header To, where it has one.
    `line` is the queue that was dialed by itself, past the greeting; `guest` the token of the
    browser telephone it comes from. A `proved` number is the caller's: the network says so.
    """

    call: str
    channel: str
    number: str = field(repr=False)
    called: str
    to: str = ""
    line: str = ""
    proved: bool = False
    guest: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPressed(Event):
    """The citizen pressed a key of the telephone: a digit, * or #."""

    call: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupAnswered(Event):
    """The answer to `LookUp`; without a word nobody knew, or not in time."""

    call: str
    ask: int
    word: str = ""
    sounds: tuple[str, ...] = ()
    about: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEnded(Event):
    """A prompt or spoken position was played to its end, or could not be played."""

    call: str
    speech: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerKnown(Event):
    """The record's data about a caller, read while the welcome plays.

    `preferred` is the agent who took this citizen's last call about a case still open;
    `priority` is in minutes; `blocked` names the policy for a blocked number: ``refuse`` or
    ``last``; `call_back` is the number at which the center may call, empty if it may not.
    """

    call: str
    preferred: int | None = None
    priority: float = 0.0
    blocked: str = ""
    call_back: str = field(default="", repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerHungUp(Event):
    """The citizen's leg of a call ended; `channel` tells an earlier leg from the present one."""

    call: str
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentReachable(Event):
    """An agent's telephone registered or was lost."""

    agent: int
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentEngaged(Event):
    """An agent's telephone is in a call of the fallback, or was until now."""

    agent: int
    engaged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered(Event):
    """The agent's telephone answered."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRejected(Event):
    """The agent's telephone refused or could not be reached.

    `may_ring`: Asterisk did not say what came of our order, so the leg may exist all the same.
    """

    offer: str
    reason: OfferResult
    may_ring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentHungUp(Event):
    """The agent's leg of a call ended."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegLost(Event):
    """A leg ends and nobody hung up: its page was left, or its sound stopped coming."""

    leg: str
    page_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenAnswered(Event):
    """A called citizen answered; `channel` tells one dial from the next."""

    call: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenNotReached(Event):
    """A called citizen's leg ended before an answer; `line` is named if it was its fault.

    `channel` tells one dial from the next, `may_ring` is as above.
    """

    call: str
    channel: str
    outcome: CallOutcome
    line: str = ""
    may_ring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAnswered(Event):
    """A member's telephone answered."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberNotReached(Event):
    """A member's leg ended before an answer, with the reason and the `line` if that failed.

    `may_ring` is as above.
    """

    member: str
    reason: LegResult
    line: str = ""
    may_ring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberHungUp(Event):
    """A member's leg ended."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayLeg(Event):
    """A channel that belongs to nothing: an agent's telephone that dialed by itself."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A timer that was started has run out."""

    timer: Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A channel of ours as Asterisk shows it; `bridged` and `recorded` say what it is in.

    `agent` has the telephone of a leg that we dialed; of one outside `called` is the number.
    """

    id: str
    up: bool
    bridged: bool = False
    agent: int | None = None
    number: str = field(default="", repr=False)
    called: str = ""
    to: str = ""
    line: str = ""
    proved: bool = False
    guest: str = field(default="", repr=False)
    call: str = ""
    created_at: float = 0.0
    recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp:
    """An agent's command to hang up, at its time, that no switchboard carried out."""

    at: float
    agent: int
    command: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled(Event):
    """The state after a (re)start: the record, and the present content of Asterisk.

    `bridges` names the calls with a bridge, `monitor_bridges` the monitors with one. `registered`
    are the agents whose telephone is registered, `engaged` the ones who talk in the fallback.
    `paces` is the recent service rate of each queue. `ends` maps channels of these calls to their
    end. Asterisk started at `asterisk_began_at`. Nobody carried out the hang-ups in `hung_up`.
    """

    calls: tuple[Call, ...]
    agents: tuple[Agent, ...]
    legs: tuple[Leg, ...]
    bridges: tuple[str, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    monitor_bridges: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    registered: frozenset[int] = frozenset()
    engaged: frozenset[int] = frozenset()
    paces: Mapping[str, Pace] = field(default_factory=dict)
    ends: Mapping[str, float] = field(default_factory=dict)
    asterisk_began_at: float = 0.0
    hung_up: tuple[HungUp, ...] = ()
