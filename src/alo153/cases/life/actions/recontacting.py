"""A new case about the same place and topic soon after a closing counts against it by itself."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

from alo153.cases.events.feedback import CaseContactedAgain, CaseFoundRepeated
from alo153.cases.models import Case, Closing
from alo153.cases.verbs.moving import locked, tell
from alo153.city import queries as unit_queries
from alo153.core.actor import SYSTEM
from alo153.core.geo import METERS_PER_DEGREE

# Cases opened since then are looked at, each time again: a worker that stood misses none
LOOK_BACK: Final = timedelta(days=2)

# As `core.geo` counts distances
_PAIRS: Final = """
SELECT DISTINCT ON (g.id) g.id, o.id, n.id
FROM cases_case n
JOIN cases_closing g ON g.topic_id = n.topic_id AND g.contacted_again_id IS NULL
  AND g.answer_id IS NOT NULL
  AND g.closed_at < n.opened_at AND g.closed_at >= n.opened_at - %(within)s
JOIN cases_case o ON o.id = g.case_id AND o.id <> n.id
WHERE n.opened_at > %(since)s AND n.opened_at <= %(at)s
  AND NOT EXISTS (SELECT FROM cases_closing l WHERE l.case_id = g.case_id AND l.id > g.id
                  AND l.closed_at < n.opened_at)
  AND (
    sqrt(power((n.lat - o.lat) * %(degree)s, 2)
         + power((n.lon - o.lon) * %(degree)s * cos(radians((n.lat + o.lat) / 2)), 2)) <= %(meters)s
    OR (n.address <> '' AND n.district_id = o.district_id
        AND n.neighborhood_id IS NOT DISTINCT FROM o.neighborhood_id
        AND alo_fold(n.address) = alo_fold(o.address))
  )
ORDER BY g.id, n.opened_at, n.id
"""


def count_recontacts(*, at: datetime) -> int:
    """Mark the closings after which somebody had to write again; returns how many.

    The same topic, within the city's days and either the city's meters or the same address. Each
    closing is marked once, by the first such case; running twice changes nothing.
    """
    policy = unit_queries.closing_policy()
    facts: dict[str, Any] = {
        "within": timedelta(days=policy.recontact_days),
        "degree": METERS_PER_DEGREE,
        "meters": policy.recontact_meters,
        "since": at - LOOK_BACK,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, facts)
        pairs = cursor.fetchall()
    return sum(_mark(closing, closed, case, at) for closing, closed, case in pairs)


@transaction.atomic
def _mark(closing: int, closed_id: int, case_id: int, at: datetime) -> bool:
    closed = locked(Case(pk=closed_id))
    unmarked = Closing.objects.filter(pk=closing, contacted_again=None)
    if not unmarked.update(contacted_again=case_id, contacted_again_at=at):
        return False
    tell(closed, CaseContactedAgain(closing=closing), by=SYSTEM, at=at)
    again = Case.objects.get(pk=case_id)
    tell(again, CaseFoundRepeated(closing=closing), by=SYSTEM, at=at)
    return True
