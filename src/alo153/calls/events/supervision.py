"""Supervisors' actions: listen, direct, block, close lines, open seats; states of agents."""

from alo153.calls.events.of_call import OfAgent, OfCall
from alo153.calls.models import BlockedNumber, GuestSeat, LineClosing
from alo153.core.payloads import Payload


class CallListened(OfCall, name="call.listened"):
    """A supervisor hears a call; also in the access log."""

    agent: int
    supervisor: int


class CallWhispered(OfCall, name="call.whispered"):
    """A supervisor speaks with the agent alone; also in the access log."""

    agent: int
    supervisor: int


class CallBarged(OfCall, name="call.barged"):
    """A supervisor speaks with both; also in the access log."""

    agent: int
    supervisor: int


class CallTakenOver(OfCall, name="call.taken_over"):
    """A supervisor has the call now; `before` left."""

    agent: int
    before: int


class CallDirected(OfCall, name="call.directed"):
    """A supervisor moved a waiting call."""

    queue: str
    priority: float
    supervisor: int
    for_agent: int | None = None


class CallNumberBlocked(Payload[BlockedNumber], name="call.number_blocked"):
    """A number was blocked: its calls are refused or wait behind every other call."""

    policy: str
    until: str


class CallNumberUnblocked(Payload[BlockedNumber], name="call.number_unblocked"):
    """The calls of a number are taken again."""


class LinesClosed(Payload[LineClosing], name="lines.closed"):
    """The emergency switch closes the lines."""


class LinesOpened(Payload[LineClosing], name="lines.opened"):
    """The emergency switch opens the lines."""


class SeatOpened(Payload[GuestSeat], name="seat.opened"):
    """A guest seat is opened."""

    guest: int
    mentor: int


class SeatCodeReissued(Payload[GuestSeat], name="seat.code_reissued"):
    """A guest seat gets another code; `taken`: somebody had the seat."""

    taken: bool


class SeatTaken(Payload[GuestSeat], name="seat.taken"):
    """The guest signs in."""


class SeatEnded(Payload[GuestSeat], name="seat.ended"):
    """A guest seat ends."""


class AgentSet(OfAgent, name="agent.set"):
    """A supervisor says what an agent does."""

    state: str
    reason: str


class AgentChanged(OfAgent, name="agent.changed"):
    """An agent does something else."""

    state: str
    reason: str
