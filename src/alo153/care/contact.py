"""Find the contact that an agent reports."""

from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.calls import queries as calls
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession, Call
from alo153.contacts.models import Interaction

JUST_ENDED: Final = timedelta(minutes=30)


class NoContact(LookupError):
    """They are in no contact, and were in none a moment ago."""


class ContactOver(NoContact):
    """The contact that was meant is over, and another one is at hand."""


def contact_meant(agent: User, key: str, at: datetime) -> Interaction | None:
    """Return the contact at hand, if it is the one of this `key`; without a key any is meant.

    What was begun in one call must not be done to the next caller.

    Raises:
        ContactOver: another one is at hand, or none.
    """
    found = last_contact(agent, at)
    if key and (found is None or str(found.pk) != key):
        raise ContactOver
    return found


def last_contact(agent: User, at: datetime) -> Interaction | None:
    """Return the contact that an agent is in, or had until a moment ago; three queries at most.

    During a call and its wrap-up it is the call, in spite of any written messages. Otherwise it is
    the contact that the agent answered last: a caller may have waited since before a chat began.
    """
    call = _call_of(agent)
    if call is not None:
        return call.interaction
    since = at - JUST_ENDED
    mine = Interaction.objects.filter(agent=agent, answered_at__isnull=False)
    rows = mine.exclude(ended_at__lt=since).filter(started_at__gte=at - timedelta(days=1))
    return rows.order_by("-answered_at", "-pk").first()


def _call_of(agent: User) -> Call | None:
    """Return the call that an agent is in, or whose wrap-up has not ended."""
    states = [AgentState.TALKING, AgentState.WRAP_UP]
    sessions = AgentSession.objects.select_related("call__interaction")
    session = sessions.filter(user=agent, state__in=states).first()
    return None if session is None else session.call or calls.last_call(agent)
