"""Commands, events and facts of the recording."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.state.state import Recording
from alo153.switchboard.acd.turn.commands import CallCommand
from alo153.switchboard.acd.turn.events import Asked, Event
from alo153.switchboard.acd.turn.facts import CallFact


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingCommand(CallCommand):
    """A command to the recorder of a call; `channel` is the citizen's, which outlives transfers."""

    channel: str

    @property
    def ordering_key(self) -> str:
        """Keep the recorder's commands in order, and never let the call wait for them."""
        return f"recording-{self.call}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRecording(RecordingCommand):
    """Write both sides of a call to files, until its channel ends.

    `again`: it failed before, and may run all the same if only its answer was lost.
    """

    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnew(RecordingCommand):
    """Begin anew behind what is written: somebody else speaks with the citizen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRecording(RecordingCommand):
    """Write silence instead of sound: the timeline stays whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueRecording(RecordingCommand):
    """Write sound again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecording(RecordingCommand):
    """Look whether the files of a call are there and grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRecordingAsked(page_commands.PauseRecording, Asked):
    """An agent keeps sensitive words out of the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueRecordingAsked(page_commands.RecordAgain, Asked):
    """An agent resumes the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingBroke(Event):
    """The recorder cannot start or does not write; `started` says whether it ever ran."""

    call: str
    reason: str
    started: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingAt(Event):
    """The position of the recorder: this instant is `second` seconds into the file.

    `started`: the recorder was started just now.
    """

    call: str
    second: float
    started: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(CallFact):
    """The recorder was told to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPaused(CallFact):
    """Silence is written from now on, and why; `agent` asked for it, or nobody did."""

    why: Recording
    agent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingContinued(CallFact):
    """The recorder writes sound again; `agent` asked for it, or it resumed by itself."""

    agent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFailed(CallFact):
    """The call continues without a recording, or without further recording."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRecovered(CallFact):
    """A recorder that had failed runs, from `second` of the file on; a part is missing."""

    second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlaced(CallFact):
    """This instant is `second` seconds into the file."""

    second: float
