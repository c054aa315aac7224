"""A supervisor's commands to the telephone: each verb is a command row for the switchboard."""

import uuid
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import command, revoke_account
from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.models import Call, Command
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.nodes import routing
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS


def supervise(*, agent: User, mode: MonitoringMode, by: User, at: datetime) -> str:
    """Let a supervisor hear the call an agent talks on; while one hears, change how or whom.

    Returns the name a new monitor will have; `X-Alo-Call` of the INVITE carries it, so the page
    knows which ringing to answer by itself.

    Raises:
        NotPermitted: `by` neither supervises calls nor hears this agent, as a guest's mentor does.
    """
    if not Monitoring.objects.filter(supervisor=by, agent=agent, ended_at=None).exists():
        permit(SUPERVISE_CALLS, by=by)
    monitor = str(uuid.uuid4())
    asked = page_commands.Supervise(
        monitor=monitor, supervisor=by.pk, agent=agent.pk, mode=mode, home=routing.home_of(by)
    )
    command(asked, by=by, at=at)
    return monitor


def take_over(*, by: User, at: datetime) -> Command:
    """Put a supervisor in the agent's place in the call that is listened to.

    The switchboard knows who listens. Raises NotPermitted.
    """
    permit(ANSWER_CALLS, by=by)
    return command(page_commands.TakeOver(supervisor=by.pk), by=by, at=at)


def stop_supervising(*, by: User, at: datetime) -> Command:
    """Let a supervisor out of the call that is listened to. Raises NotPermitted."""
    permit(ANSWER_CALLS, by=by)
    return command(page_commands.StopSupervising(supervisor=by.pk), by=by, at=at)


@transaction.atomic
def set_state(
    *, agent: User, state: AgentState, reason: str = "", by: User, at: datetime
) -> Command:
    """Make an agent ready, pause them, or sign their telephone out; in a call it holds after it.

    Raises NotPermitted.
    """
    permit(SUPERVISE_CALLS, by=by)
    if state is AgentState.OFFLINE:
        revoke_account(user=agent)
    asked = page_commands.SetState(agent=agent.pk, state=state, reason=reason, supervisor=by.pk)
    return command(asked, by=by, at=at)


def direct_call(
    *, call: Call, queue: str = "", agent: User | None = None, by: User, at: datetime
) -> Command:
    """Move a waiting call into a queue, to an agent, or without either to the front.

    Raises NotPermitted.
    """
    permit(SUPERVISE_CALLS, by=by)
    asked = page_commands.Direct(
        call=str(call.pk), queue=queue, agent=agent.pk if agent else None, supervisor=by.pk
    )
    return command(asked, by=by, at=at)
