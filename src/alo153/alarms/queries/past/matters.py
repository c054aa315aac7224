"""Applications of each past hour, against the usual number of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q

from alo153.alarms.queries import usual
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.replay import Series
from alo153.alarms.rules.sweeping import counted
from alo153.alarms.rules.usual import LEAST, times
from alo153.cases.models import Case, Incident
from alo153.city import queries as city

type Past = dict[str, Series]
_HOUR = timedelta(hours=1)


def topic_times(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Compare each hour with the usual, by topic; one query, and two for each week."""
    topics = city.topics_now().items()
    keys = {each.pk: slug for slug, each in topics if of in {"", slug} and not each.confidential}
    return _past("topic", keys, since, until)


def neighborhood_times(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Compare each hour with the usual, by neighborhood; queries as `topic_times`."""
    keys = {key: str(key) for key in city.neighborhoods_now() if of in {"", str(key)}}
    return _past("neighborhood", keys, since, until)


def _past(dimension: str, keys: Mapping[int, str], since: datetime, until: datetime) -> Past:
    opened = Case.objects.filter(
        opened_at__gte=since, opened_at__lt=until, confidential=False
    ).order_by("opened_at")
    by_key: defaultdict[int, list[datetime]] = defaultdict(list)
    for key, at in opened.values_list(dimension, "opened_at").iterator():
        if key in keys:
            by_key[key].append(at)
    expected = _Expected(dimension)
    return {
        keys[key]: list(_series(moments, key, expected))
        for key, moments in by_key.items()
        if len(moments) >= LEAST
    }


def _series(
    moments: list[datetime], key: int, expected: Callable[[int, datetime], float]
) -> list[tuple[datetime, float | None]]:
    """Return the value at each application, and when one leaves the hour."""
    changes = sorted([(at, 1) for at in moments] + [(at + _HOUR, -1) for at in moments])
    count, found = 0, []
    for at, by in changes:
        count += by
        # Few applications need no comparison, which asks the facts of the week
        value = times(count, expected(key, at)) if count >= LEAST else None
        found.append((at, value))
    return found


def opened_today(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count the applications of each day from its midnight on; one query."""
    opened = Case.objects.filter(opened_at__gte=city.midnight(since), opened_at__lt=until)
    moments = opened.order_by("opened_at").values_list("opened_at", flat=True)
    return {of: list(_by_day(moments.iterator(), until))}


def _by_day(moments: Iterable[datetime], until: datetime) -> Iterator[tuple[datetime, float]]:
    for day, own in groupby(moments, key=city.today):
        for number, at in enumerate(own, start=1):
            yield at, float(number)
        midnight = city.day_begins(day + timedelta(days=1))
        if midnight < until:
            yield midnight, 0.0


def open_incidents(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count the incidents that were open; one query."""
    there = Incident.objects.filter(Q(ended_at=None) | Q(ended_at__gt=since), opened_at__lt=until)
    spans = there.values_list("opened_at", "ended_at").iterator()
    return {of: counted((max(opened, since), ended or until) for opened, ended in spans)}


class _Expected:
    """The usual number of applications of an hour, by the facts before its week, read weekly."""

    def __init__(self, dimension: str) -> None:
        self._dimension = dimension
        self._known: dict[date, tuple[Mapping[int, float], Mapping[int, float]]] = {}

    def __call__(self, key: int, at: datetime) -> float:
        day = city.today(at)
        week = day - timedelta(days=day.weekday())
        if week not in self._known:
            self._known[week] = usual.hour_shares(week), usual.days(self._dimension, week)
        shares, days = self._known[week]
        return days.get(key, 0.0) * shares[city.local(at - _HOUR / 2).hour]
