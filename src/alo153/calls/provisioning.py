"""The switchboard's data about an agent who signs in."""

from alo153.accounts.queries import skills_of
from alo153.calls.models import AgentSession
from alo153.calls.page_commands.commands import ProvisionAgent


def of(session: AgentSession) -> ProvisionAgent:
    """Return what an agent can do, and until when calls spare them; one query."""
    spared = session.spared_until
    until = int(spared.timestamp()) if spared else 0
    return ProvisionAgent(agent=session.pk, skills=skills_of(session.user), spared_until=until)
