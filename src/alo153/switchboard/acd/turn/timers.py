"""Timers are named after what they watch; one that comes too late names something gone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RingTimer:
    """An offer that nobody answered."""

    offer: str


@dataclass(frozen=True, slots=True)
class SilenceTimer:
    """A leg that was dialed and says nothing."""

    leg: str


@dataclass(frozen=True, slots=True)
class PositionTimer:
    """It is time to say the place in the line again; `after` is the number of the last speech."""

    call: str
    after: int


@dataclass(frozen=True, slots=True)
class SpeechTimer:
    """A speech whose end was never reported."""

    call: str
    speech: str


@dataclass(frozen=True, slots=True)
class WrapUpTimer:
    """The work after a call has reached its limit; `until` tells one limit from the next."""

    agent: int
    until: float


@dataclass(frozen=True, slots=True)
class AbsenceTimer:
    """An agent's telephone has been disconnected for minutes; `since` identifies the absence."""

    agent: int
    since: float


@dataclass(frozen=True, slots=True)
class ReturnTimer:
    """A caller was kept long enough for an agent; `until` tells one loss from the next."""

    call: str
    until: float


@dataclass(frozen=True, slots=True)
class RejoinTimer:
    """A place in a talk was kept long enough for an agent; `until` as above."""

    call: str
    agent: int
    until: float


@dataclass(frozen=True, slots=True)
class CitizenTimer:
    """A called citizen whose leg never reported its end."""

    leg: str


@dataclass(frozen=True, slots=True)
class MemberTimer:
    """A member who was asked to join and did not answer."""

    member: str


@dataclass(frozen=True, slots=True)
class MenuTimer:
    """A caller who presses no key; `wait` is the number of the waiting in the menu."""

    call: str
    wait: int


@dataclass(frozen=True, slots=True)
class MenuIdleTimer:
    """A caller who has done nothing for long; `keys` counts those pressed before."""

    call: str
    keys: int


@dataclass(frozen=True, slots=True)
class AskTimer:
    """A lookup that nobody answered."""

    call: str
    ask: int


@dataclass(frozen=True, slots=True)
class AskMusicTimer:
    """A lookup that takes so long that its caller must hear something."""

    call: str
    ask: int


@dataclass(frozen=True, slots=True)
class RecordingPauseTimer:
    """A pause of the recording that has reached its limit; `since` tells one from the next."""

    call: str
    since: float


@dataclass(frozen=True, slots=True)
class RecordingCheckTimer:
    """It is time to look whether the recording of a call grows."""

    call: str


@dataclass(frozen=True, slots=True)
class RecordingRetryTimer:
    """A recorder that did not start is tried again; `since` tells one failure from the next.

    `wait` is how many seconds it was waited for this time.
    """

    call: str
    since: float
    wait: float


@dataclass(frozen=True, slots=True)
class MatchTimer:
    """From now on more or different agents can serve a waiting call."""

    call: str


@dataclass(frozen=True, slots=True)
class OverflowTimer:
    """A call has waited in a queue for as long as the queue allows."""

    call: str
    queue: str


@dataclass(frozen=True, slots=True)
class UnattendedTimer:
    """It is time to look whether anybody is signed in who could serve a waiting call."""

    call: str
    queue: str


@dataclass(frozen=True, slots=True)
class LongestWaitTimer:
    """A call has waited for as long as its queue lets anybody wait."""

    call: str
    queue: str


@dataclass(frozen=True, slots=True)
class PromiseTimer:
    """The hours in which a citizen is to be called are over; `until` tells one from the next."""

    call: str
    until: float


@dataclass(frozen=True, slots=True)
class MonitorTimer:
    """A supervisor's telephone that nobody answered."""

    monitor: str


@dataclass(frozen=True, slots=True)
class TakeTimer:
    """A recording of a prompt whose end was never reported."""

    monitor: str


@dataclass(frozen=True, slots=True)
class SurveyTimer:
    """A citizen who was asked how the talk was and presses nothing."""

    call: str


@dataclass(frozen=True, slots=True)
class ClaimTimer:
    """A call of another node that was claimed, and does not ring; `at` tells claims apart."""

    call: str
    at: float


@dataclass(frozen=True, slots=True)
class SharedRingTimer:
    """A call of another node that our agent does not answer."""

    offer: str


Timer = (
    RingTimer
    | SilenceTimer
    | PositionTimer
    | SpeechTimer
    | WrapUpTimer
    | AbsenceTimer
    | ReturnTimer
    | RejoinTimer
    | CitizenTimer
    | MemberTimer
    | MenuTimer
    | MenuIdleTimer
    | AskTimer
    | AskMusicTimer
    | RecordingPauseTimer
    | RecordingCheckTimer
    | RecordingRetryTimer
    | MatchTimer
    | OverflowTimer
    | UnattendedTimer
    | LongestWaitTimer
    | PromiseTimer
    | MonitorTimer
    | TakeTimer
    | SurveyTimer
    | ClaimTimer
    | SharedRingTimer
)
