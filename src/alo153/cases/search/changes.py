"""Events of cases in the order of their numbers, for readers with a cursor."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from alo153.core.database import event_months
from alo153.core.models import Event, EventCursor

# It goes through the same events, and never past a number while a smaller one may appear (ADR 30)
_COMPLETE_TO: Final = "integrations.webhooks"


def first(since: datetime) -> int:
    """Return a number that is smaller than every number recorded since then."""
    return max(event_months.first_since(since) - 1, 0)


def page(names: Collection[str], *, after: int, number: int) -> list[Event]:
    """Return the next events of these names, as far as they are complete; two queries."""
    cursor = EventCursor.objects.filter(consumer=_COMPLETE_TO).first()
    complete_to = cursor.after if cursor else 0
    found = Event.objects.filter(name__in=names, id__gt=after, id__lte=complete_to)
    return list(found.order_by("id")[:number])
