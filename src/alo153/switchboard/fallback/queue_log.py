"""Turn the fallback's queue log into facts about calls while no program ran. Pure.

A line is `seconds|channel|queue|agent|event|data...`. app_queue writes ENTERQUEUE, CONNECT,
COMPLETEAGENT, ...; the dialplan adds ARRIVED, RESCUED, ASKED, MESSAGE, ENDED.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.endpoints.ids import call_of_channel
from alo153.calls.endpoints.phone_accounts import agent_of
from alo153.calls.menu.public_numbers import PublicNumber, reached
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.fallback.members import QUEUE

BYTES_A_SECOND = 16_000
SHORTEST_MESSAGE_SECONDS = 1.0
FEWEST_FIELDS = 5
ENDED = "ended"
"""The name, in place of a queue, under which the dialplan writes the end of a leg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackCaller:
    """One caller's way through the fallback; instants are seconds since the epoch."""

    channel: str
    number: str = field(default="", repr=False)
    called: str = ""
    to: str = ""
    """The number in the header To, for providers that know us by an account."""
    entered_at: float = 0.0
    queued_at: float | None = None
    answered_at: float | None = None
    agent: int | None = None
    leg: str = ""
    """The agent's channel."""
    asked: bool = False
    """The caller is asked for a message, or leaves it now."""
    message_seconds: float = 0.0
    by_agent: bool = False
    returned: bool = False
    """The program took the caller back into its own line."""
    ended_at: float | None = None
    cut: bool = False
    """Asterisk died, and the call with it."""

    @property
    def call(self) -> str:
        """Name the call, as the program would have named it."""
        return call_of_channel(self.channel)

    @property
    def stands(self) -> bool:
        """Say whether the caller is still in the fallback, as far as was read."""
        return self.ended_at is None and not self.returned

    @property
    def waits(self) -> bool:
        """Say whether the caller waits for an agent there."""
        return self.stands and self.answered_at is None and not self.asked

    @property
    def outcome(self) -> CallOutcome:
        """Say how the call ended."""
        if self.answered_at is not None:
            return CallOutcome.ANSWERED
        left = self.message_seconds >= SHORTEST_MESSAGE_SECONDS
        return CallOutcome.MESSAGE_LEFT if left else CallOutcome.ABANDONED


def read(callers: Mapping[str, FallbackCaller], lines: Iterable[str]) -> dict[str, FallbackCaller]:
    """Continue the callers with further lines of the log; other lines are passed over."""
    told = dict(callers)
    for line in lines:
        fields = line.split("|")
        if len(fields) >= FEWEST_FIELDS and fields[2] == QUEUE and fields[0].isdigit():
            _line(told, fields)
    return told


def ends(lines: Iterable[str]) -> dict[str, float]:
    """Read when legs ended: channel to instant, by whole seconds."""
    told = (line.split("|") for line in lines)
    whole = (fields for fields in told if len(fields) >= FEWEST_FIELDS and fields[0].isdigit())
    return {channel: float(at) for at, channel, queue, *_ in whole if queue == ENDED}


def _line(told: dict[str, FallbackCaller], fields: list[str]) -> None:
    at, channel, _, agent, name, *data = fields
    happening = HAPPENINGS.get(name)
    if happening is None or not (channel in told or name in BEGINNINGS):
        return
    caller = told.get(channel) or FallbackCaller(channel=channel, entered_at=float(at))
    told[channel] = happening(caller, float(at), agent, data)


def _began(caller: FallbackCaller, _at: float, _agent: str, data: list[str]) -> FallbackCaller:
    number, called, queued, to = [*data, "", "", "", ""][:4]
    since = float(queued) if queued.replace(".", "", 1).isdigit() else caller.queued_at
    return replace(
        caller,
        number=number,
        called=called,
        to=to,
        queued_at=since,
        returned=False,
        asked=False,
    )


def _queued(caller: FallbackCaller, at: float, _agent: str, _data: list[str]) -> FallbackCaller:
    return replace(caller, queued_at=caller.queued_at or at)


def _answered(caller: FallbackCaller, at: float, agent: str, data: list[str]) -> FallbackCaller:
    leg = data[1] if len(data) > 1 else ""
    return replace(caller, answered_at=at, agent=agent_of(agent), leg=leg)


def _message(caller: FallbackCaller, _at: float, _agent: str, data: list[str]) -> FallbackCaller:
    size = int(data[0]) if data and data[0].isdigit() else 0
    return replace(caller, message_seconds=size / BYTES_A_SECOND)


Happening = Callable[[FallbackCaller, float, str, list[str]], FallbackCaller]
BEGINNINGS = frozenset({"ARRIVED", "RESCUED"})
HAPPENINGS: Mapping[str, Happening] = {
    "ARRIVED": _began,
    "RESCUED": _began,
    "ENTERQUEUE": _queued,
    "CONNECT": _answered,
    "COMPLETEAGENT": lambda caller, *_: replace(caller, by_agent=True),
    "ASKED": lambda caller, *_: replace(caller, asked=True),
    "MESSAGE": _message,
    "RETURNED": lambda caller, *_: replace(caller, returned=True),
    "ENDED": lambda caller, at, *_: replace(caller, ended_at=at),
}


def gone(caller: FallbackCaller, *, began_at: float, at: float) -> FallbackCaller:
    """End a caller whom Asterisk, which started at `began_at`, no longer knows.

    Asterisk's death cut off every earlier caller: at the latest when it started again.
    """
    if caller.entered_at >= began_at:
        return replace(caller, ended_at=at)
    last = max(caller.entered_at, caller.answered_at or 0.0, began_at)
    return replace(caller, ended_at=last, cut=True)


def facts_of(
    caller: FallbackCaller,
    queued_at: float | None = None,
    *,
    numbers: Sequence[PublicNumber] = (),
) -> list[facts.Fact]:
    """Return a caller's history as facts for the record; facts written twice count once.

    `queued_at` is when the caller joined the queue before the program died, `numbers` are the
    city's.
    """
    call, since = caller.call, queued_at or caller.queued_at
    told: list[facts.Fact] = [_entered(caller, numbers)]
    if since is not None:
        told.append(facts.CallQueued(at=since, call=call))
    last = caller.answered_at or caller.ended_at or caller.entered_at
    waited = max(0.0, last - (since or caller.entered_at))
    if caller.answered_at is not None and caller.agent is not None:
        answer = facts.CallAnswered(
            at=caller.answered_at,
            call=call,
            agent=caller.agent,
            leg=caller.leg,
            waited_seconds=waited,
        )
        told.append(answer)
    if caller.ended_at is not None and not caller.returned:
        told += _end(caller, caller.ended_at, waited)
    return told


def call_of(caller: FallbackCaller, numbers: Sequence[PublicNumber] = ()) -> Call:
    """Make the call of somebody who waits, for the program that takes it into its line."""
    number, _ = reached(numbers, called=caller.called, to=caller.to)
    return Call(
        id=caller.call,
        channel=caller.channel,
        direction=CallDirection.IN,
        number=caller.number,
        phase=Phase.WAITING,
        entered_at=caller.entered_at,
        queued_at=caller.queued_at or caller.entered_at,
        queue=number.queue,
        recorded=False,
    )


def _entered(caller: FallbackCaller, numbers: Sequence[PublicNumber]) -> facts.Fact:
    # Law 6698, article 10: the fallback's greeting says nothing of a recording
    number, called = reached(numbers, called=caller.called, to=caller.to)
    return facts.CallEntered(
        at=caller.entered_at,
        call=caller.call,
        channel=caller.channel,
        direction=CallDirection.IN,
        number=caller.number,
        called=called,
        public_number=number.key,
        queue=number.queue,
        recorded=False,
    )


def _party(caller: FallbackCaller) -> CallParty:
    if caller.cut:
        return CallParty.SWITCHBOARD
    return CallParty.AGENT if caller.by_agent else CallParty.CITIZEN


def _end(caller: FallbackCaller, at: float, waited: float) -> list[facts.Fact]:
    end = facts.CallEnded(
        at=at,
        call=caller.call,
        outcome=caller.outcome,
        by=_party(caller),
        waited_seconds=waited,
        agent=caller.agent,
    )
    if caller.outcome is not CallOutcome.MESSAGE_LEFT:
        return [end]
    name, seconds = f"message-{caller.channel}", caller.message_seconds
    return [facts.MessageLeft(at=at, call=caller.call, name=name, seconds=seconds), end]
