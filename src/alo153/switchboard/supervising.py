"""What a supervisor asks of the telephone: each verb is a command row for the switchboard."""

import uuid
from datetime import datetime

from alo153.accounts.models import User
from alo153.switchboard.actions import command
from alo153.switchboard.models import Command, CommandName
from alo153.switchboard.models_listening import ListeningMode


def supervise(*, agent: User, mode: ListeningMode, by: User, at: datetime) -> str:
    """Let a supervisor hear the call an agent talks on; while one hears, change how or whom.

    Returns the name a new ear will have; `X-Alo-Call` of the INVITE carries it, so the page knows
    which ringing to answer by itself.
    """
    ear = str(uuid.uuid4())
    payload = {"ear": ear, "supervisor": by.pk, "agent": agent.pk, "mode": mode.value}
    command(CommandName.SUPERVISE, payload, by=by, at=at)
    return ear


def take_over(*, by: User, at: datetime) -> Command:
    """Put a supervisor in the agent's place in the call that is listened to."""
    return command(CommandName.TAKE_OVER, {"supervisor": by.pk}, by=by, at=at)


def stop_supervising(*, by: User, at: datetime) -> Command:
    """Let a supervisor out of the call that is listened to."""
    return command(CommandName.STOP_SUPERVISING, {"supervisor": by.pk}, by=by, at=at)
