"""Count the contacts of days again, and what citizens said of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from alo153.city import queries as city
from alo153.core.database.day_sums import count_days
from alo153.quality.models import RatingSums

_INSERT: Final = """
INSERT INTO quality_ratingsums (division, is_month, begins_date, channel, key, contacts,
  rated_1, rated_2, rated_3, rated_4, rated_5)
SELECT CASE 0 WHEN grouping(queue) THEN 'queue' WHEN grouping(topic) THEN 'topic' ELSE 'hour' END,
  false, day, channel, coalesce(queue, topic, hour), count(*),
  count(*) FILTER (WHERE rating = 1), count(*) FILTER (WHERE rating = 2),
  count(*) FILTER (WHERE rating = 3), count(*) FILTER (WHERE rating = 4),
  count(*) FILTER (WHERE rating = 5)
FROM (
  SELECT (started_at AT TIME ZONE %(zone)s)::date AS day, channel, queue, rating,
    coalesce(topic_id, 0)::text AS topic,
    extract(hour FROM started_at AT TIME ZONE %(zone)s)::int::text AS hour
  FROM contacts_interaction
  WHERE direction = 'in' AND answered_at IS NOT NULL
    AND started_at >= %(begin)s AND started_at < %(end)s
) AS contact
GROUP BY GROUPING SETS ((day, channel, queue), (day, channel, topic), (day, channel, hour))
"""


def count_ratings(first: date, last: date) -> None:
    """Count the answered contacts that citizens began from `first` to `last` again."""
    given = {
        "begin": city.day_begins(first),
        "end": city.day_begins(last + timedelta(days=1)),
        "zone": str(city.zone()),
    }
    count_days(RatingSums, first, last, inserts=[_INSERT], given=given)
