"""The sampling plan in force."""

from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, Sum

from alo153.accounts.models import User
from alo153.city.queries import local_time
from alo153.quality.models import Draw, Plan, State
from alo153.quality.permissions import MANAGE_QUALITY

AT_MOST_BACK: Final = timedelta(days=14)
"""So far back days are drawn on which no worker ran: older work is not worth a score."""


def current() -> Plan:
    """Return the plan that holds: the newest, or the usual one before anybody made one."""
    return Plan.objects.order_by("-pk").first() or Plan()


def undrawn(yesterday: date) -> list[date]:
    """Return the days since the last draw; before the first one yesterday alone."""
    last = Draw.objects.aggregate(last=Max("day"))["last"]
    first = max(last, yesterday - AT_MOST_BACK) + timedelta(days=1) if last else yesterday
    return [first + timedelta(days=after) for after in range((yesterday - first).days + 1)]


def last_draws() -> list[Draw]:
    """Return the draws of the last two weeks with how many of them were scored; one query.

    The lists of candidates stay in the database; `has_lists` says whether there are any.
    """
    scored = Count("evaluations", filter=Q(evaluations__state=State.GIVEN))
    has_lists = ExpressionWrapper(Q(lists__isnull=False), output_field=BooleanField())
    draws = Draw.objects.annotate(drawn=Count("evaluations"), scored=scored, has_lists=has_lists)
    return list(draws.defer("lists").order_by("-day")[:14])


def with_lists(asker: User, key: int) -> Draw:
    """Return a draw that kept its candidates.

    Raises:
        PermissionDenied: they do not manage quality.
        Draw.DoesNotExist: there is none, or it kept no list.
    """
    if not asker.may(MANAGE_QUALITY):
        raise PermissionDenied
    return Draw.objects.get(pk=key, lists__isnull=False)


def unheard(begin: datetime, end: datetime) -> int:
    """Return how many calls could not be drawn in a time, because nobody can hear them."""
    days = Draw.objects.filter(day__gte=local_time.today(begin), day__lt=local_time.today(end))
    found: int | None = days.aggregate(sum=Sum("unheard"))["sum"]
    return found or 0
