"""A citizen calls: waiting with music and spoken position, talk, end."""

from __future__ import annotations

from alo153.calls.call_words import AgentState, CallOutcome, CallParty
from alo153.calls.menu.voice import Leaving
from alo153.calls.queue import Closed
from alo153.switchboard.acd.callers import list_outcome
from alo153.switchboard.acd.speech import hush
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import BridgeThem, JoinTalk, StartMusic
from alo153.switchboard.acd.turn.events import CallerHungUp
from alo153.switchboard.acd.turn.facts import CallAnswered, CallQueued
from alo153.switchboard.acd.turn.turn import RETURNING, Turn
from alo153.switchboard.acd.waiting.callback_hold import missed
from alo153.switchboard.acd.waiting.goodbye import end_goodbye, say_goodbye
from alo153.switchboard.acd.waiting.queueing import say_position, watch
from alo153.switchboard.acd.waiting.virtual_hold import leave


def position_said(turn: Turn, call: Call) -> None:
    """Go back to the music after the place was said."""
    turn.do(StartMusic(call=call.id, channel=call.channel))


def enqueue(turn: Turn, call: Call, *, queue: str = "") -> None:
    """Put a caller into a queue's line, by default the call's own, and say the place in it.

    A queue that is closed sends the caller on to another, keeps the place, or says goodbye. In an
    emergency all of them are closed.
    """
    if turn.rules.emergency:
        say_goodbye(turn, call, Leaving.EMERGENCY)
        return
    call = turn.change(call, queue=_open_queue(turn, queue or call.queue))
    found = turn.rules.queue(call.queue)
    if found.hours.open_at(turn.at):
        _join(turn, call, found.priority)
    elif not (found.closed is Closed.CALL_BACK and leave(turn, call)):
        say_goodbye(turn, call, Leaving.CLOSED)


def _open_queue(turn: Turn, key: str) -> str:
    """Follow closed queues to the one that replaces them; never in a circle."""
    for _ in turn.rules.queues:
        queue = turn.rules.queue(key)
        if queue.closed is not Closed.QUEUE or queue.hours.open_at(turn.at):
            break
        key = queue.closed_to
    return key


def _join(turn: Turn, call: Call, priority: float) -> None:
    call = turn.change(
        call,
        phase=Phase.WAITING,
        queued_at=turn.at,
        priority=call.priority + priority,
        preferred_until=turn.at + turn.rules.prefer_for,
        menu=None,
    )
    turn.record(CallQueued(at=turn.at, call=call.id, queue=call.queue, priority=call.priority))
    watch(turn, call)
    say_position(turn, call)


def connect(turn: Turn, call: Call) -> None:
    """Let caller and agent talk; a speech still heard is cut short."""
    offer = call.offer
    if offer is None:
        return
    call = hush(turn, call)
    agent, leg = turn.agent(offer.agent), agent_leg(offer.id)
    on_hold = call.returns_held and agent.reason == RETURNING
    (_join_on_hold if on_hold else _bridge)(turn, call, leg)
    first = turn.at if call.answered_at is None else call.answered_at
    turn.change(call, phase=Phase.TALKING, answered_at=first, held=on_hold, returns_held=False)
    turn.record(
        CallAnswered(
            at=turn.at,
            call=call.id,
            agent=agent.id,
            leg=leg,
            waited_seconds=call.waited(first),
            on_hold=on_hold,
        )
    )
    turn.set_agent(agent.after(call.queue), AgentState.TALKING, call=call.id)


def _bridge(turn: Turn, call: Call, leg: str) -> None:
    turn.do(BridgeThem(call=call.id, channel=call.channel, agent_leg=leg, video=call.video))


def _join_on_hold(turn: Turn, call: Call, leg: str) -> None:
    """Bring an agent back who reloaded the page; the caller on hold hears nothing but music."""
    turn.do(JoinTalk(call=call.id, channel=leg, video=call.video))
    turn.do(StartMusic(call=call.id, channel=call.channel))


def caller_hung_up(turn: Turn, event: CallerHungUp) -> None:
    """End an incoming call: answered while talking, abandoned while waiting, also after a talk."""
    call = turn.calls.get(event.call)
    if call is None or event.channel not in ("", call.channel):
        return
    match call.phase:
        case Phase.CALLING_AGENT | Phase.CALLBACK_HOLD:
            return
        case Phase.SURVEY:
            turn.finish(call, CallOutcome.ANSWERED, CallParty.AGENT, gone=call.channel)
        case Phase.LEAVING:
            end_goodbye(turn, call, gone=call.channel)
        case Phase.CALLING_CITIZEN:
            missed(turn, call, CallOutcome.NO_ANSWER, CallParty.CITIZEN, gone=call.channel)
        case _:
            turn.finish(call, _outcome_of_hangup(turn, call), CallParty.CITIZEN, gone=call.channel)


def _outcome_of_hangup(turn: Turn, call: Call) -> CallOutcome:
    if call.phase in (Phase.WAITING, Phase.RETURNING):
        return CallOutcome.ABANDONED
    if call.answered_at is not None:
        return CallOutcome.ANSWERED
    if call.menu_start:
        return list_outcome.outcome(turn.rules.menu, call)
    served = call.menu is not None and call.menu.served
    return CallOutcome.SELF_SERVED if served else CallOutcome.ABANDONED
