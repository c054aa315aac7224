"""Look-ups of a member of staff into their own data."""

from datetime import datetime

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.care import day
from alo153.care.models import Room, Suggestion, Visit, VisitLook
from alo153.care.rules import Load
from alo153.care.tables.sparing import Sparing
from alo153.city.queries import local_time


def load(asker: User, at: datetime) -> Load:
    """Return the day of the asker until now; four queries."""
    return day.load_of(asker, at)


def sparings(asker: User, at: datetime) -> QuerySet[Sparing]:
    """Return when calls spared the asker today, the newest first."""
    begins = local_time.day_begins(local_time.today(at))
    return Sparing.objects.filter(agent=asker, began_at__gte=begins).order_by("-began_at")


def suggestions(asker: User) -> QuerySet[Suggestion]:
    """Return what was suggested to the asker."""
    return Suggestion.objects.filter(person=asker).order_by("room")


def visits(asker: User) -> QuerySet[Visit]:
    """Return the asker's own visits, the newest first."""
    return Visit.objects.filter(person=asker).order_by("-asked_at")


def waits(asker: User, room: Room) -> bool:
    """Tell whether the asker waits for a time of a room."""
    return visits(asker).filter(room=room, state=Visit.State.ASKED).exists()


def looks(asker: User) -> QuerySet[VisitLook]:
    """Return who opened the asker's visits, the newest first."""
    rows = VisitLook.objects.filter(visit__person=asker).select_related("reader", "visit")
    return rows.order_by("-at")
