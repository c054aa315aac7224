"""Recount the sums of closings and hand-backs, for the days that events say have changed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from alo153.cases.models import Closing, ClosingSums, HandBack, HandBackSums
from alo153.city.events import CityLoaded
from alo153.city.queries import local_time
from alo153.core.database.day_sums import DaySums, count_days
from alo153.core.history.consumers.declaring import Happened

_CLOSINGS: Final = """
INSERT INTO cases_closingsums (is_month, begins_date, unit, topic, outcome, confidential, closed,
  confirmed, silent, not_solved, objections, contacted_again)
SELECT false, (closing.closed_at AT TIME ZONE %(zone)s)::date, coalesce(closing.unit_id, 0),
  closing.topic_id, closing.outcome, matter.confidential, count(*),
  count(*) FILTER (WHERE confirmation = 'solved' AND contacted_again_at IS NULL),
  count(*) FILTER (WHERE confirmation IN ('waiting', 'no_answer', 'not_asked')),
  count(*) FILTER (WHERE confirmation = 'not_solved'),
  count(objection.id), count(contacted_again_at)
FROM cases_closing AS closing JOIN cases_case AS matter ON matter.id = closing.case_id
LEFT JOIN cases_objection AS objection ON objection.closing_id = closing.id
WHERE closing.outcome <> '' AND closing.closed_at >= %(begin)s AND closing.closed_at < %(end)s
GROUP BY 2, 3, 4, 5, 6
"""
_HAND_BACKS: Final = """
INSERT INTO cases_handbacksums (is_month, begins_date, unit, went_to, confidential, count, lost_ms)
SELECT false, (back.returned_at AT TIME ZONE %(zone)s)::date, back.unit_id,
  coalesce(back.went_to_id, 0), matter.confidential, count(*),
  sum(round(extract(epoch FROM coalesce(went_on_at, returned_at) - sent_at) * 1000))::bigint
FROM cases_handback AS back JOIN cases_case AS matter ON matter.id = back.case_id
WHERE back.returned_at >= %(begin)s AND back.returned_at < %(end)s
GROUP BY 2, 3, 4, 5
"""
_EVER: Final = (date(1970, 1, 1), date(2999, 12, 31))


def count(those: Sequence[Happened[Any]]) -> None:
    """Recount each day on which one of these cases was closed or handed back.

    All days are recounted the first time, and after the city was loaded: its time zone may have
    changed, and with it the days.
    """
    is_first = not ClosingSums.objects.exists()
    if is_first or any(isinstance(each.what, CityLoaded) for each in those):
        count_sums()
        return
    cases = {int(each.event.subject_id) for each in those}
    closings = Closing.objects.filter(case__in=cases).values_list("closed_at", flat=True)
    for day in {local_time.today(each) for each in closings}:
        _count(ClosingSums, _CLOSINGS, day, day)
    backs = HandBack.objects.filter(case__in=cases).values_list("returned_at", flat=True)
    for day in {local_time.today(each) for each in backs}:
        _count(HandBackSums, _HAND_BACKS, day, day)


@transaction.atomic
def count_sums() -> None:
    """Recount the sums of all days; readers see the old ones until the commit."""
    _count(ClosingSums, _CLOSINGS, *_EVER)
    _count(HandBackSums, _HAND_BACKS, *_EVER)


def _count(model: type[DaySums], insert: str, first: date, last: date) -> None:
    given = {
        "begin": local_time.day_begins(first),
        "end": local_time.day_begins(last + timedelta(days=1)),
        "zone": str(local_time.zone()),
    }
    count_days(model, first, last, inserts=[insert], given=given)
