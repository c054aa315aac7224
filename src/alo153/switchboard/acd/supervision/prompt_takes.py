"""Somebody reads a prompt into their own telephone: it rings, records, and ends."""

from __future__ import annotations

from alo153.calls.endpoints.ids import monitor_of_take
from alo153.switchboard.acd.state.monitors import Monitor
from alo153.switchboard.acd.supervision import monitoring
from alo153.switchboard.acd.supervision.events import PromptRecorded, RecordPrompt
from alo153.switchboard.acd.supervision.facts import PromptTaken
from alo153.switchboard.acd.turn.events import Verbs
from alo153.switchboard.acd.turn.timers import TakeTimer
from alo153.switchboard.acd.turn.turn import Turn


def record(turn: Turn, event: RecordPrompt) -> None:
    """Ring the telephone as a supervisor's, with nobody to hear; no call is offered until its end.

    Its answer begins the recording (`monitoring.answered`).
    """
    refusal = monitoring.why_not(turn.agent(event.agent))
    turn.done(event.command, refusal)
    if not refusal:
        name = monitor_of_take(event.take)
        monitor = Monitor(id=name, supervisor=event.agent, agent=event.agent, stays=True)
        monitoring.ring(turn, monitor)


def recorded(turn: Turn, event: PromptRecorded) -> None:
    """Tell that the recording exists, also after a restart or a hang-up; end the telephone's leg.

    After a hang-up the leg ended before.
    """
    if event.kept:
        turn.record(PromptTaken(at=turn.at, take=event.take))
    monitor = turn.monitors.get(monitor_of_take(event.take))
    if monitor is not None:
        monitoring.end(turn, monitor)


def overdue(turn: Turn, timer: TakeTimer) -> None:
    """End a telephone whose recording never reported its end: its owner gets no calls until then.

    If there is a recording, Asterisk tells of it after the hang-up.
    """
    monitor = turn.monitors.get(timer.monitor)
    if monitor is not None:
        monitoring.end(turn, monitor)


VERBS: Verbs = {RecordPrompt: record}
