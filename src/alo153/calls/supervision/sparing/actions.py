"""Let calls spare an agent for a while. Why is known to those above alone, and is not told."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.actions import command
from alo153.calls.models import AgentSession
from alo153.calls.page_commands import commands as page_commands
from alo153.core import live


@transaction.atomic
def spare_agent(*, user: User, until: datetime, at: datetime) -> None:
    """Spare an agent until then: calls reach them later; of two limits the later one holds.

    Does nothing for somebody who has no telephone.
    """
    session = AgentSession.objects.select_for_update(of=("self",)).filter(user=user).first()
    if session is None or (session.spared_until and session.spared_until >= until):
        return
    AgentSession.objects.filter(pk=user.pk).update(spared_until=until)
    asked = page_commands.Spare(agent=user.pk, until=int(until.timestamp()))
    command(asked, by=None, at=at)
    live.publish(f"agent:{user.pk}", "queue")
