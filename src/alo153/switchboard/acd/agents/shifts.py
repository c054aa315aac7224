"""Notes until when agents may begin a call: shifts advise, and calls continue without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS
from alo153.switchboard.acd.state.state import ShiftLimit
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.acd.turn.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftsSeen(Event):
    """The limits of agents by the shifts in force; an agent who is missing has no limit."""

    limits: Mapping[int, ShiftLimit]


def seen(turn: Turn, event: ShiftsSeen) -> None:
    """Note the limits; ringing and answered calls continue."""
    for agent in list(turn.agents.values()):
        limit = event.limits.get(agent.id)
        if agent.limit != limit:
            turn.agents[agent.id] = replace(agent, limit=limit)
    if any(each.break_is_due for each in turn.agents.values()):
        _match_again_when_breaks_yield(turn)


def _match_again_when_breaks_yield(turn: Turn) -> None:
    for call in turn.line():
        left = BREAK_YIELDS - call.waited(turn.at)
        if left > 0:
            turn.timer(left, MatchTimer(call.id))
