"""Enums shared by the call engine and the tables: states, directions, outcomes, roles.

Pure; `calls.models.labels` says them as the screens do.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

ABSENT: Final = "absent"
"""Why an agent is offline who did not sign out: the telephone was disconnected for minutes."""
NOT_SEEN: Final = "not_seen"
"""Why the record has an agent offline who was here: no switchboard ran after their talk ended."""
TOO_LATE: Final = "too_late"
"""Why a command was not carried out: it waited so long that nobody means it any more."""
PATIENCE: Final = timedelta(seconds=15)
"""A click on a call that comes later than this is not meant any more."""


class AgentState(StrEnum):
    """The present activity of an agent at the telephone."""

    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    PAUSED = "paused"
    NOT_ANSWERING = "not_answering"
    SUPERVISING = "supervising"
    OFFLINE = "offline"


class CallDirection(StrEnum):
    """The direction: in = a citizen calls the center, out = the center calls back."""

    IN = "in"
    OUT = "out"


class CallOutcome(StrEnum):
    """The outcome of a call: closed and blocked callers heard why nobody speaks to them."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELED = "canceled"
    SELF_SERVED = "self_served"
    CLOSED = "closed"
    BLOCKED = "blocked"
    MESSAGE_LEFT = "message_left"


class CallParty(StrEnum):
    """The side that ended a call."""

    CITIZEN = "citizen"
    AGENT = "agent"
    OUTSIDE = "outside"
    SWITCHBOARD = "switchboard"


class LegKind(StrEnum):
    """The owner of a telephone."""

    AGENT = "agent"
    OUTSIDE = "outside"
    SUPERVISOR = "supervisor"
    GUEST = "guest"


class LegRole(StrEnum):
    """A party other than the citizen: serves, is consulted, talks with all, or only listens."""

    AGENT = "agent"
    CONSULTED = "consulted"
    CONFERENCE = "conference"
    LISTENING = "listening"
    WHISPERING = "whispering"
    BARGING = "barging"


class MonitoringMode(StrEnum):
    """The people who hear a listening supervisor: nobody, the agent, all."""

    LISTEN = "listen"
    WHISPER = "whisper"
    BARGE = "barge"


class OfferRule(StrEnum):
    """Why an agent is offered a call."""

    LONGEST_IDLE = "longest_idle"
    PREFERRED = "preferred"
    OVERFLOW = "overflow"
    KEPT_PLACE = "kept_place"
    CALL_BACK = "call_back"
    RETURNED = "returned"
    TRANSFER = "transfer"
    SHIFT = "shift"


class OfferResult(StrEnum):
    """The answer of an agent to an offered call, or its lapse."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"


class LegResult(StrEnum):
    """The end of a leg: `ENDED` with its call, every other one before it.

    After `LINE_FAILED` the same number was dialed by another line.
    """

    LEFT = "left"
    HUNG_UP = "hung_up"
    WITHDRAWN = "withdrawn"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    LINE_FAILED = "line_failed"
    ENDED = "ended"
