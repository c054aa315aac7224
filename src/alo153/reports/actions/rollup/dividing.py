"""Divide the contacts of days by agent and by queue, both with the team, and by topic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from alo153.city import queries as city
from alo153.core.database.day_sums import count_days
from alo153.reports.models import ContactOfDay, ContactSums

_MEASURES: Final = ContactSums.measures()
_INSERT: Final = """
INSERT INTO reports_contactsums (division, is_month, begins_date, key, team, channel, {columns})
SELECT CASE grouping(fact.queue) WHEN 0 THEN 'queue' ELSE 'agent' END, false, fact.day,
  coalesce(fact.queue, fact.agent::text), coalesce(member.team_id, 0), fact.channel, {sums}
FROM reports_contactday AS fact {member}
WHERE fact.day BETWEEN %(first)s AND %(last)s
GROUP BY GROUPING SETS (
  (fact.day, fact.queue, member.team_id, fact.channel),
  (fact.day, fact.agent, member.team_id, fact.channel)
)
""".format(
    columns=", ".join(_MEASURES),
    sums=", ".join(f"sum(fact.{name})" for name in _MEASURES),
    member=city.team_on_day(person="fact.agent", day="fact.day"),
)
# A contact is counted by its topic, and what remains of all contacts has none
_TOPICS: Final = """
WITH fact AS (
  SELECT day, 0 AS topic, channel, {columns} FROM reports_contactday
  WHERE day BETWEEN %(first)s AND %(last)s
  UNION ALL
  SELECT one.day, sign.of * track.topic, one.channel, {signed}
  FROM reports_contactofday AS one JOIN reports_contacttrack AS track USING (contact)
  CROSS JOIN (VALUES (1, 1), (0, -1)) AS sign (of, factor)
  WHERE track.topic <> 0 AND one.day BETWEEN %(first)s AND %(last)s
)
INSERT INTO reports_contactsums (division, is_month, begins_date, key, team, channel, {columns})
SELECT 'topic', false, day, topic::text, 0, channel, {sums} FROM fact GROUP BY day, topic, channel
""".format(  # noqa: S608 - columns of our own
    columns=", ".join(ContactOfDay.MEASURES),
    signed=", ".join(f"sign.factor * one.{name}" for name in ContactOfDay.MEASURES),
    sums=", ".join(f"sum({name})" for name in ContactOfDay.MEASURES),
)
_EVER: Final = (date(1970, 1, 1), date(2999, 12, 31))


def divide(days: Iterable[date]) -> None:
    """Divide the contacts of these days again; the first time of all days there are."""
    if not ContactSums.objects.exists():
        divide_all()
        return
    for day in sorted(days):
        _divide(day, day)


def divide_all() -> None:
    """Divide the contacts of all days again."""
    _divide(*_EVER)


def _divide(first: date, last: date) -> None:
    given = {"first": first, "last": last}
    count_days(ContactSums, first, last, inserts=[_INSERT, _TOPICS], given=given)
