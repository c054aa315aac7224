"""The commands of a turn; commands with the same ordering key run one after another."""

from __future__ import annotations

from dataclasses import dataclass, field

from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.turn.claims import ClaimCall
from alo153.switchboard.acd.turn.facts import Fact
from alo153.switchboard.acd.turn.timers import Timer

# Commands and facts are written to the log when they fail: a citizen's number is not shown there.


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCommand:
    """A command to the telephone about one call."""

    call: str

    @property
    def ordering_key(self) -> str:
        """Return the key of commands that run in order: the commands of one call."""
        return self.call


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(CallCommand):
    """Pick up a caller's channel."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speak(CallCommand):
    """Play prompts of the menu; the end of `speech` is reported."""

    channel: str
    speech: str
    sounds: tuple[str, ...] = field(repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp(CallCommand):
    """Ask what the switchboard itself does not know; `code` is what was typed.

    `about` is the case at hand, as an answer named it before. `language` is the one the caller
    chose; empty is the city's own. Only a `proved` number is the caller's. `article` is the slug
    of the article that the menu says.
    """

    ask: int
    question: str
    number: str = field(repr=False)
    code: str = field(repr=False, default="")
    about: str = field(repr=False, default="")
    language: str = ""
    proved: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLanguage(CallCommand):
    """Write the caller's language on the channel: Asterisk may have to continue by itself."""

    channel: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayPosition(CallCommand):
    """Say the place in the line; the end of `speech` is reported.

    With it the probable wait, in minutes, and that a call-back can be left: last, or first.
    """

    channel: str
    speech: str
    position: int
    language: str = ""
    minutes: int | None = None
    call_back: bool = False
    call_back_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SayGoodbye(CallCommand):
    """Say the last sentence before a line is hung up; the end of `speech` is reported."""

    channel: str
    speech: str
    why: Leaving
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper(CallCommand):
    """Say the name of a call's queue to the agent alone; the end of `speech` is reported."""

    channel: str
    speech: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSpeaking(CallCommand):
    """Cut a speech short."""

    speech: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMusic(CallCommand):
    """Play music to a caller until something else is heard."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingAgent(CallCommand):
    """Ring an agent's telephone, showing the citizen's number; `node` has it if not this one."""

    offer: str
    agent: int
    number: str = field(repr=False)
    seconds: float
    video: bool = False
    node: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialCitizen(CallCommand):
    """Call a citizen with the center's number, by a line that has not `failed`.

    The agent's leg hears the ringing; empty if no agent waits for the answer.
    """

    channel: str
    agent_leg: str
    number: str = field(repr=False)
    seconds: float
    failed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeThem(CallCommand):
    """Let the citizen and the agent talk, and see each other if the call has pictures."""

    channel: str
    agent_leg: str
    video: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(CallCommand):
    """Take the citizen out of the talk, to music."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(CallCommand):
    """Bring the citizen back into the talk."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RingMember(CallCommand):
    """Ring one more person: an agent of ours, the browser of a guest, or a number outside.

    `agent_leg` hears the ringing; empty if nobody waits for the answer. `node` has the agent's
    telephone if not this one. `citizen` is the number of the citizen in the call. A number
    outside is dialed by a line that has not `failed`.
    """

    member: str
    agent: int | None
    number: str = field(repr=False)
    citizen: str = field(default="", repr=False)
    guest: str = field(default="", repr=False)
    agent_leg: str
    seconds: float
    video: bool = False
    node: str = ""
    failed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTalk(CallCommand):
    """Bring a leg into the talk of a call."""

    channel: str
    video: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRinging(CallCommand):
    """Let a leg hear no ringing any more."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendKeys(CallCommand):
    """Press keys for the telephone at the other end of a leg."""

    channel: str
    keys: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp(CallCommand):
    """End a channel."""

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveBridge(CallCommand):
    """Take away the bridge of a call that is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindCaller:
    """Look up what the record knows of a caller; no answer is no harm.

    Only a `proved` number is called back: a caller must not make the center ring somebody else.
    """

    call: str
    number: str = field(repr=False)
    proved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """Report a timer after so many seconds."""

    seconds: float
    timer: Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Write a fact to the journal."""

    fact: Fact


Command = CallCommand | FindCaller | ClaimCall | StartTimer | Record
