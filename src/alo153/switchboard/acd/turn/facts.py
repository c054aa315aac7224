"""Facts for the record: each may be written twice and counts once."""

from __future__ import annotations

from dataclasses import dataclass, field

from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    LegKind,
    LegResult,
    LegRole,
    OfferResult,
    OfferRule,
)
from alo153.calls.menu.moves import Step
from alo153.calls.queue import GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened at an instant."""

    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFact(Fact):
    """A fact about a call."""

    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEntered(CallFact):
    """A call exists; for a call-back `agent` and `reference` say who and what for.

    `called` is what was dialed, `public_number` the key of the city's number that this is, and
    `queue` where its callers wait who choose no other. Nothing is kept of what is said if not
    `recorded`.
    """

    channel: str
    direction: CallDirection
    number: str = field(repr=False)
    called: str = ""
    public_number: str = ""
    queue: str = GENERAL
    video: bool = False
    guest: str = field(default="", repr=False)
    agent: int | None = None
    reference: str = ""
    recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRefused(CallFact):
    """The caller does not wish a recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingNoticeMissed(CallFact):
    """The caller left the notice before it ended: the call is not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChosen(CallFact):
    """The caller is spoken to in this language."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuWalked(CallFact):
    """The caller moved to another node of the menu or made a step; it holds the whole path."""

    node: str
    path: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsDeclined(CallFact):
    """The citizen wishes no more calls of outgoing lists at this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQueued(CallFact):
    """The menu is over and the wait begins; `priority` is in minutes."""

    queue: str = GENERAL
    priority: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMoved(CallFact):
    """A waiting call is in another queue now, its place by time kept."""

    queue: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackLeft(CallFact):
    """The caller hung up for the center to call, and waits on since `queued_at`.

    With `call_by` that is when the hours begin that the caller chose, and `call_by` their end.
    """

    queue: str
    priority: float
    queued_at: float
    call_again_at: float
    call_by: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMissed(CallFact):
    """The hours are over that a citizen chose; called in vain so often in them, or never.

    The place waits on, and is due from `call_again_at`: when the line is open.
    """

    tries: int
    call_again_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenMissed(CallFact):
    """A citizen whose place is kept was called in vain; again after `call_again_at`."""

    outcome: CallOutcome
    tries: int
    call_again_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffered(CallFact):
    """An agent rings, and why this one.

    `rank` is the place by seconds idle among the `among` who were free: above 1 if those idle
    longer could not serve the call. `score` is the call's, in minutes; `level` what was asked of
    `skill`, 0 without one.
    """

    offer: str
    agent: int
    idle_seconds: float
    rank: int
    among: int
    reason: OfferRule
    score: float = 0.0
    skill: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded(CallFact):
    """An offer's result: answered, no answer, rejected, unreachable or withdrawn."""

    offer: str
    agent: int
    result: OfferResult


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAnswered(CallFact):
    """The two are connected; `leg` is the agent's channel.

    `on_hold`: the agent is back, and the citizen's hold continues.
    """

    agent: int
    leg: str
    waited_seconds: float
    on_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEnded(CallFact):
    """The agent ended the talk and is free; the citizen is asked how it was."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRated(CallFact):
    """The citizen's answer by a key: 1 (bad) to 5 (good)."""

    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHeld(CallFact):
    """The citizen hears music."""

    agent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResumed(CallFact):
    """The citizen is back from hold."""

    agent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited(CallFact):
    """One more person rings: `agent` is of ours, `number` is outside."""

    member: str
    kind: LegKind
    role: LegRole
    agent: int | None
    number: str = field(repr=False)
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(CallFact):
    """A member answered."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged(CallFact):
    """A member does something else in the call now."""

    member: str
    role: LegRole


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(CallFact):
    """A member, or the agent's own leg, is out of the call, and how."""

    member: str
    result: LegResult


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken(CallFact):
    """A member has the call now; what was the agent's is that member's."""

    member: str
    agent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTransferred(CallFact):
    """An agent gave the call away: to an agent, to a number, or to the line of a queue."""

    agent: int
    to_agent: int | None = None
    number: str = field(default="", repr=False)
    queue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRequeued(CallFact):
    """A citizen who was talking waits in the line again, and why if not for a transfer.

    `on_hold`: the call was on hold as its agent was lost, and is still when this agent returns.
    """

    queue: str
    priority: float
    reason: str = ""
    on_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLeft(CallFact):
    """A caller whom nobody could answer left a spoken message; `name` is Asterisk's of it."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded(CallFact):
    """Nobody is in the call any more: recorded once, with its outcome."""

    outcome: CallOutcome
    by: CallParty
    waited_seconds: float
    agent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChanged(Fact):
    """An agent does something else now, since when, and until when if that has a limit."""

    agent: int
    since: float
    until: float = 0.0
    presence: AgentState
    reason: str
    reachable: bool
    call: str | None
    idle_since: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandDone(Fact):
    """A command of the web was carried out, or why it was not."""

    command: int
    error: str = ""
