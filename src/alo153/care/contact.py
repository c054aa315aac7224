"""Which contact an agent speaks of."""

from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession
from alo153.citizens.channel import Channel
from alo153.contacts.models import Interaction

JUST_ENDED: Final = timedelta(minutes=30)


def last_contact(agent: User, at: datetime) -> Interaction | None:
    """Return the contact that an agent is in, or had until a moment ago; two queries.

    In a talk and in the work after it that is the call, whatever is written meanwhile. Otherwise it
    is what the agent answered last: a caller may have waited since before a chat began.
    """
    since = at - JUST_ENDED
    mine = Interaction.objects.filter(agent=agent, answered_at__isnull=False)
    rows = mine.exclude(ended_at__lt=since).filter(started_at__gte=at - timedelta(days=1))
    if _is_at_a_call(agent):
        rows = rows.filter(channel=Channel.PHONE)
    return rows.order_by("-answered_at", "-pk").first()


def _is_at_a_call(agent: User) -> bool:
    states = [AgentState.TALKING, AgentState.WRAP_UP]
    return AgentSession.objects.filter(user=agent, state__in=states).exists()
