"""A leg ended while nobody listened: when, and by whom, as far as Asterisk knows."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.switchboard.acd.state.leg_ids import CITIZEN_LEG, agent_leg, call_of_leg
from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.turn.events import HungUp, Reconciled
from alo153.switchboard.acd.turn.turn import Turn


def finish(turn: Turn, call: Call, outcome: CallOutcome, event: Reconciled) -> None:
    """End a call whose citizen's leg has ended.

    Asterisk writes the end of every such leg. If it did not, Asterisk itself died, and all legs
    with it: at the latest when it started again. If Asterisk did not die either, the end of a talk
    is unknown: it counts as the switchboard's, and in no average.
    """
    at, by = _end_of_citizen(call, event.ends), CallParty.CITIZEN
    if at is None and call.entered_at < event.asterisk_began_at:
        at, by = event.asterisk_began_at, CallParty.SWITCHBOARD
    elif at is None and call.answered_at:
        by = CallParty.SWITCHBOARD
    turn.finish(call, outcome, by, ended_at=turn.at if at is None else _in_talk(turn, call, at))


def _in_talk(turn: Turn, call: Call, at: float) -> float:
    began = max(call.entered_at, call.answered_at or 0.0)
    return min(max(at, began), turn.at)


def _end_of_citizen(call: Call, ends: Mapping[str, float]) -> float | None:
    """Find the end of the citizen's leg: of several that were dialed that of the last."""
    dialed = [
        at
        for leg, at in ends.items()
        if leg.startswith(CITIZEN_LEG) and call_of_leg(leg) == call.id
    ]
    return max(dialed) if dialed else ends.get(call.channel)


def hang_up_of(call: Call, event: Reconciled) -> HungUp | None:
    """Find the hang-up by which the agent of a talk ended it while no program ran."""
    if call.offer is None:
        return None
    agent, since = call.offer.agent, call.offer.at
    return next((one for one in event.hung_up if one.agent == agent and one.at >= since), None)


def end_as_asked(turn: Turn, call: Call, hung_up: HungUp) -> None:
    """End a talk at the time when its agent hung up while no program ran."""
    turn.done(hung_up.command)
    ended_at = _in_talk(turn, call, hung_up.at)
    turn.finish(call, CallOutcome.ANSWERED, CallParty.AGENT, ended_at=ended_at)


def agent_left(turn: Turn, call: Call, event: Reconciled) -> None:
    """Record the end of an agent's lost leg, if Asterisk has written it."""
    at = event.ends.get(agent_leg(call.offer.id)) if call.offer else None
    if call.offer is not None and at is not None:
        turn.not_seen(turn.agent(call.offer.agent), at)
