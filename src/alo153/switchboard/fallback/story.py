"""What happened to a caller while no program was there, out of Asterisk's queue log. Pure.

A line is `seconds|channel|queue|agent|event|data...`: those of app_queue (ENTERQUEUE, CONNECT,
COMPLETEAGENT, ...) and those that the dialplan adds (ARRIVED, RESCUED, ASKED, MESSAGE, ENDED).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from alo153.calls.endpoints.ids import call_of_channel
from alo153.calls.endpoints.phone_accounts import agent_of
from alo153.switchboard.acd import facts
from alo153.switchboard.acd.state import Call, Direction, Outcome, Party, Phase
from alo153.switchboard.fallback.members import QUEUE

BYTES_A_SECOND = 16_000
SHORTEST_MESSAGE_SECONDS = 1.0
FEWEST_FIELDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One caller's way through the fallback; instants are seconds since the epoch."""

    channel: str
    number: str = field(default="", repr=False)
    called: str = ""
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
    def outcome(self) -> Outcome:
        """Say how the call ended."""
        if self.answered_at is not None:
            return Outcome.ANSWERED
        left = self.message_seconds >= SHORTEST_MESSAGE_SECONDS
        return Outcome.MESSAGE_LEFT if left else Outcome.ABANDONED


def read(stories: Mapping[str, Story], lines: Iterable[str]) -> dict[str, Story]:
    """Go on with the stories by further lines of the log; what is not ours is passed over."""
    told = dict(stories)
    for line in lines:
        fields = line.split("|")
        if len(fields) >= FEWEST_FIELDS and fields[2] == QUEUE and fields[0].isdigit():
            _line(told, fields)
    return told


def _line(told: dict[str, Story], fields: list[str]) -> None:
    at, channel, _, agent, name, *data = fields
    happening = HAPPENINGS.get(name)
    if happening is None or not (channel in told or name in BEGINNINGS):
        return
    story = told.get(channel) or Story(channel=channel, entered_at=float(at))
    told[channel] = happening(story, float(at), agent, data)


def _began(story: Story, _at: float, _agent: str, data: list[str]) -> Story:
    number, called, queued = [*data, "", "", ""][:3]
    since = float(queued) if queued.replace(".", "", 1).isdigit() else story.queued_at
    return replace(
        story, number=number, called=called, queued_at=since, returned=False, asked=False
    )


def _queued(story: Story, at: float, _agent: str, _data: list[str]) -> Story:
    return replace(story, queued_at=story.queued_at or at)


def _answered(story: Story, at: float, agent: str, data: list[str]) -> Story:
    leg = data[1] if len(data) > 1 else ""
    return replace(story, answered_at=at, agent=agent_of(agent), leg=leg)


def _message(story: Story, _at: float, _agent: str, data: list[str]) -> Story:
    size = int(data[0]) if data and data[0].isdigit() else 0
    return replace(story, message_seconds=size / BYTES_A_SECOND)


Happening = Callable[[Story, float, str, list[str]], Story]
BEGINNINGS = frozenset({"ARRIVED", "RESCUED"})
HAPPENINGS: Mapping[str, Happening] = {
    "ARRIVED": _began,
    "RESCUED": _began,
    "ENTERQUEUE": _queued,
    "CONNECT": _answered,
    "COMPLETEAGENT": lambda story, *_: replace(story, by_agent=True),
    "ASKED": lambda story, *_: replace(story, asked=True),
    "MESSAGE": _message,
    "RETURNED": lambda story, *_: replace(story, returned=True),
    "ENDED": lambda story, at, *_: replace(story, ended_at=at),
}


def facts_of(story: Story, queued_at: float | None = None) -> list[facts.Fact]:
    """Tell a story as facts for the record; told twice they count once.

    `queued_at` is since when the caller had waited before the program was gone.
    """
    call, since = story.call, queued_at or story.queued_at
    told: list[facts.Fact] = [_entered(story)]
    if since is not None:
        told.append(facts.CallQueued(at=since, call=call))
    last = story.answered_at or story.ended_at or story.entered_at
    waited = max(0.0, last - (since or story.entered_at))
    if story.answered_at is not None and story.agent is not None:
        answer = facts.CallAnswered(
            at=story.answered_at,
            call=call,
            agent=story.agent,
            leg=story.leg,
            waited_seconds=waited,
        )
        told.append(answer)
    if story.ended_at is not None and not story.returned:
        told += _end(story, story.ended_at, waited)
    return told


def call_of(story: Story) -> Call:
    """Make the call of somebody who waits, for the program that takes it into its line."""
    return Call(
        id=story.call,
        channel=story.channel,
        direction=Direction.IN,
        number=story.number,
        phase=Phase.WAITING,
        entered_at=story.entered_at,
        queued_at=story.queued_at or story.entered_at,
    )


def _entered(story: Story) -> facts.Fact:
    return facts.CallEntered(
        at=story.entered_at,
        call=story.call,
        channel=story.channel,
        direction=Direction.IN,
        number=story.number,
        called=story.called,
    )


def _end(story: Story, at: float, waited: float) -> list[facts.Fact]:
    end = facts.CallEnded(
        at=at,
        call=story.call,
        outcome=story.outcome,
        by=Party.AGENT if story.by_agent else Party.CITIZEN,
        waited_seconds=waited,
        agent=story.agent,
    )
    if story.outcome is not Outcome.MESSAGE_LEFT:
        return [end]
    name, seconds = f"message-{story.channel}", story.message_seconds
    return [facts.MessageLeft(at=at, call=story.call, name=name, seconds=seconds), end]
