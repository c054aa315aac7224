"""Dial a citizen, and dial again by another line when the one before failed."""

from __future__ import annotations

from alo153.switchboard.acd.ringing.ringing import LINE_SILENCE, line_failed
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import DialCitizen
from alo153.switchboard.acd.turn.timers import CitizenTimer, SilenceTimer
from alo153.switchboard.acd.turn.turn import Turn

GRACE = 5.0
"""Seconds that Asterisk's own ring limit may be late before we stop waiting for it."""


def dial(turn: Turn, call: Call, leg: str = "") -> None:
    """Ring a citizen; `leg` is the agent's, who hears the ringing, if there is one."""
    _dial(turn, turn.change(call, phase=Phase.CALLING_CITIZEN), leg)


def dial_elsewhere(turn: Turn, call: Call, line: str, leg: str = "") -> None:
    """Ring a citizen by another line, because this one failed."""
    _dial(turn, line_failed(turn, call, line), leg)


def _dial(turn: Turn, call: Call, leg: str) -> None:
    # What is told late of a leg that failed must not be taken for news of the next one
    number = call.dials + 1
    call = turn.change(call, dials=number, channel=citizen_leg(call.id, number))
    turn.do(
        DialCitizen(
            call=call.id,
            channel=call.channel,
            agent_leg=leg,
            number=call.call_back or call.number,
            seconds=turn.rules.citizen_ring,
            failed=call.failed_lines,
        )
    )
    turn.timer(LINE_SILENCE, SilenceTimer(call.channel))
    turn.timer(turn.rules.citizen_ring + GRACE, CitizenTimer(call.channel))
