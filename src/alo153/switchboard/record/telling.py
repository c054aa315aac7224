"""An event of a call, and the hint to the pages that show it."""

from __future__ import annotations

from datetime import UTC, datetime

from alo153.calls.events.of_call import OfCall
from alo153.calls.models import Call
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import calls as rows
from alo153.switchboard.record import legs

QUEUE_TOPIC = "queue"
_AboutLeg = (
    facts.MemberInvited
    | facts.MemberJoined
    | facts.MemberChanged
    | facts.MemberLeft
    | facts.CallTaken
)


def instant(seconds: float) -> datetime:
    """Turn seconds since the epoch into an instant."""
    return datetime.fromtimestamp(seconds, UTC)


def tell(what: OfCall, call: Call, fact: facts.CallFact) -> None:
    """Record an event of a call and tell its agent and the lines."""
    events.record(what, subject=call, by=SWITCHBOARD, at=instant(fact.at))
    agent = getattr(what, "agent", None) or call.agent_id
    live.publish(QUEUE_TOPIC, *([f"agent:{agent}"] if agent else []))


def tell_leg(what: OfCall, fact: _AboutLeg) -> None:
    """Tell all who are in the call of a change of a leg."""
    tell(what, rows.call_of(fact.call), fact)
    live.publish(*(f"agent:{agent}" for agent in legs.agents_of(fact.call)))
