"""Which contact an agent speaks of."""

from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.contacts.models import Interaction

JUST_ENDED: Final = timedelta(minutes=30)


def last_contact(agent: User, at: datetime) -> Interaction | None:
    """Return the contact that an agent is in, or had until a moment ago; one query."""
    since = at - JUST_ENDED
    mine = Interaction.objects.filter(agent=agent, answered_at__isnull=False)
    rows = mine.exclude(ended_at__lt=since).filter(started_at__gte=at - timedelta(days=1))
    return rows.order_by("-started_at", "-pk").first()
