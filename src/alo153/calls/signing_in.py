"""A telephone that is connected while the switchboard has its agent as offline asks once more."""

from datetime import datetime

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls import actions, provisioning, queries
from alo153.calls.call_words import AgentState
from alo153.calls.models import Command
from alo153.calls.page_commands.commands import ProvisionAgent
from alo153.calls.permissions import ANSWER_CALLS


class SignedOut(Exception):
    """The account of the telephone was taken back, by the agent or a supervisor."""


def sign_in_again(*, user: User, at: datetime) -> Command | None:
    """Ask the switchboard to let an agent in whose telephone has its account; None if needless.

    A switchboard that stopped in between, or whose record is late, may have lost the first time.
    It is needless while the first time still waits, and for somebody who is let in.

    Raises NotPermitted, SignedOut.
    """
    permit(ANSWER_CALLS, by=user)
    session = queries.session_of(user)
    if session is None or not session.secret_digest:
        raise SignedOut
    if session.state != AgentState.OFFLINE or is_asked(user):
        return None
    asked = provisioning.of(session)
    return actions.command(asked, by=user, at=at, node=session.node)


def is_asked(user: User) -> bool:
    """Tell whether an agent's sign-in still waits for the switchboard program; one query."""
    waiting = Command.objects.filter(taken_at__isnull=True, name=ProvisionAgent.name)
    return waiting.filter(by=user).exists()
