"""The way of a call: entered, queued, offered, answered, ended."""

from alo153.calls.events.of_call import OfCall, OfVoiceMessage


class CallEntered(OfCall, name="call.entered"):
    """A call exists; `public_number` is the key of what was dialed, where the city has several."""

    direction: str
    public_number: str


class CallLanguageChosen(OfCall, name="call.language_chosen"):
    """The caller is spoken to in this language."""

    language: str


class CallQueued(OfCall, name="call.queued"):
    """The menu is over and the wait begins."""

    queue: str
    priority: float


class CallMoved(OfCall, name="call.moved"):
    """A waiting call is in another queue."""

    queue: str
    reason: str


class CallCallBackLeft(OfCall, name="call.call_back_left"):
    """The caller hung up and keeps the place; `call_by` ends the hours that they chose, if any."""

    queue: str
    call_by: str


class CallPromiseMissed(OfCall, name="call.promise_missed"):
    """The hours are over that a citizen chose, and nobody talked to them."""

    tries: int


class CallNotReached(OfCall, name="call.not_reached"):
    """A citizen whose place is kept was called in vain."""

    outcome: str
    tries: int
    again_at: str


class CallMessageAsked(OfCall, name="call.message_asked"):
    """A caller whom nobody will serve is asked for a message.

    Nobody_signed_in or waited_too_long.
    """

    reason: str


class CallOffered(OfCall, name="call.offered"):
    """An agent rings, and why this one."""

    agent: int
    offer: str
    rule: str
    idle_seconds: float
    rank: int
    among: int
    score: float
    skill: str
    level: int


class CallOfferEnded(OfCall, name="call.offer_ended"):
    """An agent rings no longer."""

    agent: int
    result: str


class CallAnswered(OfCall, name="call.answered"):
    """Agent and citizen are connected."""

    agent: int
    waited_seconds: float


class CallHeld(OfCall, name="call.held"):
    """The citizen hears music."""

    agent: int | None = None


class CallResumed(OfCall, name="call.resumed"):
    """The citizen is back from hold."""

    agent: int | None = None


class CallTransferred(OfCall, name="call.transferred"):
    """An agent gives a call to an agent, to a queue or outside."""

    agent: int
    to_agent: int | None = None
    queue: str
    outside: bool


class CallRequeued(OfCall, name="call.requeued"):
    """A call is in the line again after a talk.

    The reason is agent_lost, or none after a transfer.
    """

    agent: int | None = None
    queue: str
    reason: str


class CallTalkEnded(OfCall, name="call.talk_ended"):
    """The agent is free; the citizen is asked how it was."""


class CallAbandoned(OfCall, name="call.abandoned"):
    """The caller hung up while waiting; before its end."""

    waited_seconds: float


class CallEnded(OfCall, name="call.ended"):
    """The caller or the center hung up: nothing of the call changes any more."""

    agent: int | None = None
    outcome: str
    ended_by: str
    direction: str
    waited_seconds: float
    reference: str
    # Rows of 0.2.0 have none of these. ISO instants; the agents' time with the citizen, and of it
    # the citizen's time with music; whether the caller left a place in the line to be called
    queued_at: str | None = None
    answered_at: str | None = None
    talk_seconds: float | None = None
    hold_seconds: float | None = None
    place_kept: bool | None = None


class VoiceMessageLeft(OfVoiceMessage, name="voice_message.left"):
    """A caller left a spoken message."""

    seconds: float


class VoiceMessageFinished(OfVoiceMessage, name="voice_message.finished"):
    """Somebody dealt with a spoken message."""
