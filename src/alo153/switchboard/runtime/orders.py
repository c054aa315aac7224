"""Commands of the web as events of the switchboard. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from alo153.calls.models import Command, CommandName
from alo153.switchboard.acd import events as acd
from alo153.switchboard.acd.recording import messages as recording
from alo153.switchboard.runtime import orders_monitoring as monitoring

PATIENCE = timedelta(seconds=15)
"""A click on a call that comes later than this is not meant any more."""

PERISHABLE = frozenset(
    {
        *monitoring.PERISHABLE,
        CommandName.DIAL,
        CommandName.HOLD,
        CommandName.RESUME,
        CommandName.HANG_UP,
        CommandName.LET_IN,
        CommandName.PAUSE_RECORDING,
        CommandName.RECORD_AGAIN,
        CommandName.CONSULT,
        CommandName.INVITE,
        CommandName.CONFERENCE,
        CommandName.CANCEL,
        CommandName.COMPLETE,
        CommandName.BLIND,
        CommandName.DROP,
        CommandName.KEYS,
    }
)
ACCOUNTS = frozenset(
    {
        CommandName.PROVISION_AGENT,
        CommandName.PROVISION_GUEST,
        CommandName.SIGN_OUT,
        CommandName.SET_STATE,
    }
)
REPORTED_BY_ACD = PERISHABLE
"""Whether these could be done only the switchboard's state can say."""


def refusal(command: Command, at: datetime, *, connected: bool) -> str:
    """Say why a command is not even tried; empty if it is.

    A click on a call that waited so long that it would surprise, or while Asterisk is away.
    """
    if command.name not in PERISHABLE:
        return ""
    if at - command.at > PATIENCE:
        return "too_late"
    return "" if connected else "no_telephone"


def event_of(command: Command, at: float) -> acd.Event | None:
    """Say what a command means to the switchboard; None if it only concerns an account."""
    meaning = MEANINGS.get(CommandName(command.name))
    return meaning(command, at) if meaning else None


def _dial(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return acd.DialCallBack(
        at=at,
        call=payload["call"],
        agent=payload["agent"],
        number=payload["number"],
        reference=payload["reference"],
        command=command.pk,
    )


def _pause(command: Command, at: float) -> acd.Event:
    return acd.AgentNotReady(
        at=at, agent=command.payload["agent"], reason=command.payload["reason"]
    )


def _more_time(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return acd.MoreTime(at=at, agent=payload["agent"], reason=payload["reason"], command=command.pk)


def _let_in(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return acd.GuestJoins(at=at, call=payload["call"], guest=payload["guest"], command=command.pk)


def _of_agent(
    kind: type[acd.AgentSignedOut | acd.AgentReady],
) -> Callable[[Command, float], acd.Event]:
    return lambda command, at: kind(at=at, agent=command.payload["agent"])


def _asked(kind: type[acd.Consult | acd.Invite]) -> Callable[[Command, float], acd.Event]:
    return lambda command, at: kind(
        at=at, agent=command.payload["agent"], target=_target(command), command=command.pk
    )


def _target(command: Command) -> acd.Target:
    payload = command.payload
    home = payload.get("to_node", "")
    return acd.Target(agent=payload["to_agent"], home=home, number=payload["number"])


def _blind(command: Command, at: float) -> acd.Event:
    queue = command.payload["queue"]
    return acd.BlindTransfer(
        at=at,
        agent=command.payload["agent"],
        target=None if queue else _target(command),
        queue=queue,
        command=command.pk,
    )


def _drop(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return acd.DropMember(
        at=at, agent=payload["agent"], member=payload["member"], command=command.pk
    )


def _keys(command: Command, at: float) -> acd.Event:
    payload = command.payload
    return acd.PressKeys(at=at, agent=payload["agent"], keys=payload["keys"], command=command.pk)


def _with_skills(
    kind: type[acd.AgentSignedIn | acd.SkillsChanged],
) -> Callable[[Command, float], acd.Event]:
    return lambda command, at: kind(
        at=at, agent=command.payload["agent"], skills=command.payload["skills"]
    )


def _of_call(
    kind: Callable[..., acd.Event],
) -> Callable[[Command, float], acd.Event]:
    return lambda command, at: kind(at=at, agent=command.payload["agent"], command=command.pk)


MEANINGS: Mapping[CommandName, Callable[[Command, float], acd.Event]] = {
    **monitoring.MEANINGS,
    CommandName.PROVISION_AGENT: _with_skills(acd.AgentSignedIn),
    CommandName.SKILLS: _with_skills(acd.SkillsChanged),
    CommandName.SIGN_OUT: _of_agent(acd.AgentSignedOut),
    CommandName.READY: _of_agent(acd.AgentReady),
    CommandName.PAUSE: _pause,
    CommandName.MORE_TIME: _more_time,
    CommandName.DIAL: _dial,
    CommandName.HOLD: _of_call(acd.HoldCall),
    CommandName.RESUME: _of_call(acd.ResumeCall),
    CommandName.HANG_UP: _of_call(acd.HangUpCall),
    CommandName.LET_IN: _let_in,
    CommandName.PAUSE_RECORDING: _of_call(recording.PauseRecordingAsked),
    CommandName.RECORD_AGAIN: _of_call(recording.ContinueRecordingAsked),
    CommandName.CONSULT: _asked(acd.Consult),
    CommandName.INVITE: _asked(acd.Invite),
    CommandName.CONFERENCE: _of_call(acd.MakeConference),
    CommandName.CANCEL: _of_call(acd.CancelConsultation),
    CommandName.COMPLETE: _of_call(acd.CompleteTransfer),
    CommandName.BLIND: _blind,
    CommandName.DROP: _drop,
    CommandName.KEYS: _keys,
}
