"""The whole switchboard as one pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alo153.switchboard.acd import rule_changes
from alo153.switchboard.acd.agents import engaged, presence, shifts, sparing, writing
from alo153.switchboard.acd.callers import (
    arrivals,
    caller_lookup,
    dialed_keys,
    inbound,
    menu,
    survey,
)
from alo153.switchboard.acd.members import rejoining, returning
from alo153.switchboard.acd.offering import listed, matching, offers, outbound, promising, silence
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.acd.recording import rules as recording
from alo153.switchboard.acd.recovery import calls, outliving
from alo153.switchboard.acd.sharing import events as sharing
from alo153.switchboard.acd.sharing import own, remote
from alo153.switchboard.acd.state.state import State
from alo153.switchboard.acd.supervision import (
    directing,
    monitoring,
    prompt_takes,
    seats,
    taking_over,
)
from alo153.switchboard.acd.supervision import events as supervision
from alo153.switchboard.acd.talking import consult, joining, talk, transfer
from alo153.switchboard.acd.turn import absence, events, timers
from alo153.switchboard.acd.turn.commands import Command
from alo153.switchboard.acd.turn.events import Event, Verbs
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import promises, queueing
from alo153.switchboard.acd.waiting.unserved import waiting
from alo153.switchboard.acd.waiting.unserved.messages import RulesChanged

VERBS: Verbs = {
    **presence.VERBS,
    **sparing.VERBS,
    **outbound.VERBS,
    **promising.VERBS,
    **talk.VERBS,
    **survey.VERBS,
    **consult.VERBS,
    **transfer.VERBS,
    **joining.VERBS,
    **recording.VERBS,
    **monitoring.VERBS,
    **taking_over.VERBS,
    **directing.VERBS,
    **prompt_takes.VERBS,
    **seats.VERBS,
}

REACTIONS: Mapping[type[Event], Callable[[Turn, Any], None]] = {
    **{event: VERBS[event] for event in VERBS},
    events.CallArrived: arrivals.arrived,
    events.CallerKnown: caller_lookup.caller_found,
    events.SpeechEnded: arrivals.speech_ended,
    events.KeyPressed: dialed_keys.pressed,
    events.LookupAnswered: menu.answered,
    events.CallerHungUp: inbound.caller_hung_up,
    events.AgentReachable: presence.reachable,
    events.AgentEngaged: engaged.engaged,
    writing.WritingSeen: writing.seen,
    shifts.ShiftsSeen: shifts.seen,
    events.OfferAnswered: offers.answered,
    events.OfferRejected: offers.rejected,
    silence.LegRings: silence.rings,
    events.AgentHungUp: offers.agent_hung_up,
    events.LegLost: returning.leg_lost,
    events.CitizenAnswered: outbound.citizen_answered,
    events.CitizenNotReached: outbound.citizen_not_reached,
    listed.ListCallTaken: listed.taken,
    listed.ListCallDropped: listed.dropped,
    events.MemberAnswered: consult.answered,
    events.MemberNotReached: consult.not_reached,
    events.MemberHungUp: consult.hung_up,
    events.StrayLeg: talk.stray_leg,
    messages.RecordingBroke: recording.broke,
    messages.RecordingAt: recording.placed,
    supervision.MonitorAnswered: monitoring.answered,
    supervision.MonitorGone: monitoring.gone,
    supervision.PromptRecorded: prompt_takes.recorded,
    sharing.SharedCallsSeen: remote.seen,
    sharing.ClaimDecided: remote.decided,
    sharing.CallClaimed: own.claimed,
    sharing.SharedLegArrived: remote.arrived,
    sharing.SharedLegAnswered: remote.answered,
    sharing.SharedLegRefused: remote.refused,
    sharing.SharedLegGone: remote.gone,
    events.TimerFired: lambda turn, event: TIMERS[type(event.timer)](turn, event.timer),
    events.Reconciled: calls.reconciled,
    outliving.AsteriskSeen: outliving.seen,
    RulesChanged: rule_changes.rules_changed,
}

TIMERS: Mapping[type[timers.Timer], Callable[[Turn, Any], None]] = {
    timers.RingTimer: offers.timed_out,
    timers.SilenceTimer: silence.over,
    timers.PositionTimer: queueing.position_due,
    timers.SpeechTimer: arrivals.speech_overdue,
    timers.MenuTimer: menu.time_up,
    timers.MenuIdleTimer: menu.idle,
    timers.AskTimer: menu.unanswered,
    timers.AskMusicTimer: menu.not_answered_yet,
    timers.ReturnTimer: returning.over,
    timers.RejoinTimer: rejoining.over,
    timers.WrapUpTimer: presence.wrap_up_over,
    timers.AbsenceTimer: absence.over,
    timers.MatchTimer: queueing.match_again,
    timers.OverflowTimer: queueing.overflow,
    timers.UnattendedTimer: waiting.unattended,
    timers.LongestWaitTimer: waiting.waited_too_long,
    timers.PromiseTimer: promises.is_over,
    timers.CitizenTimer: outbound.citizen_timed_out,
    timers.MemberTimer: consult.timed_out,
    timers.SurveyTimer: survey.time_up,
    timers.RecordingPauseTimer: recording.pause_over,
    timers.RecordingCheckTimer: recording.check_due,
    timers.RecordingRetryTimer: recording.retry_due,
    timers.MonitorTimer: monitoring.timed_out,
    timers.TakeTimer: prompt_takes.overdue,
    timers.ClaimTimer: remote.claim_over,
    timers.SharedRingTimer: remote.ring_over,
}


def decide(state: State, event: Event) -> tuple[State, list[Command]]:
    """Return the state after an event and what is to be done, in this order.

    Pure: the same state and event give the same answer. Events that come late or twice, about
    calls and offers that have ended, change nothing.
    """
    turn = Turn(state, event.at)
    REACTIONS[type(event)](turn, event)
    returning.match(turn)
    rejoining.match(turn)
    monitoring.follow(turn)
    seats.follow(turn)
    matching.match(turn)
    own.follow(turn, state.calls)
    absence.follow(turn, state.agents)
    recording.settle(turn, state.calls)
    return turn.state(), turn.commands
