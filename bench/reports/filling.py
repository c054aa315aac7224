"""A year of invented contacts as facts, made by PostgreSQL: what the roll-up makes of events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from alo153.city import queries as city
from alo153.reports.actions.rollup.adding import measures_of
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay, ContactHalfHour, MatterDay
from alo153.reports.models.contacts import WAIT_LIMITS

AGENTS: Final = 150
QUEUES: Final = 6
_KEYS: Final = ("begins_at", "queue", "agent", "channel")
# A wait is short as a rule and sometimes long; one of twelve gives up
_CONTACTS: Final = f"""
WITH contact AS (
  SELECT %(first)s::timestamptz + floor(random() * 365 * 48) * interval '30 minutes' AS begins_at,
         'queue-' || (1 + floor(random() * {QUEUES}))::int AS queue,
         (1 + floor(random() * {AGENTS}))::int AS agent,
         (ARRAY['phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'chat', 'whatsapp',
                'email'])[1 + floor(random() * 10)::int] AS channel,
         random() >= 1.0 / 12 AS answered, -20 * ln(1 - random()) AS waited
  FROM generate_series(1, %(contacts)s)
)
INSERT INTO reports_contacthalfhour (begins_at, queue, agent, channel, calls_in, contacts_in,
  offered, answered, abandoned, waited_answered_ms, waited_abandoned_ms, handled, talk_ms, hold_ms,
  wrap_up_ms, talking_ms, ready_ms, to_information, {{limits}})
SELECT begins_at, queue, CASE WHEN answered THEN agent ELSE 0 END AS agent, channel,
  count(*), count(*), count(*), count(*) FILTER (WHERE answered),
  count(*) FILTER (WHERE NOT answered),
  coalesce(sum(waited * 1000) FILTER (WHERE answered), 0)::bigint,
  coalesce(sum(waited * 1000) FILTER (WHERE NOT answered), 0)::bigint,
  count(*) FILTER (WHERE answered), 150000 * count(*) FILTER (WHERE answered),
  10000 * count(*) FILTER (WHERE answered), 20000 * count(*) FILTER (WHERE answered),
  160000 * count(*) FILTER (WHERE answered), 60000 * count(*) FILTER (WHERE answered),
  count(*) FILTER (WHERE answered), {{within}}
FROM contact GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - our own names
_MATTERS: Final = """
INSERT INTO reports_matterday (day, unit, topic, kind, district, neighborhood, channel, opened,
  closed, closed_in_time, closed_late, confirmed, to_answer, to_answer_ms, age_ms, informed)
SELECT %(first)s::date + floor(random() * 365)::int, 1 + floor(random() * 30)::int AS unit,
  1 + floor(random() * 150)::int AS topic, 'request', 1 + floor(random() * 12)::int,
  1 + floor(random() * 470)::int, (ARRAY['phone', 'web', 'chat'])[1 + floor(random() * 3)::int],
  1, 1, 1, 0, 1, 1, 172800000, 259200000, 3
FROM generate_series(1, %(matters)s)
ON CONFLICT DO NOTHING
"""
_SHARE_OF_CASES: Final = 20
"""One contact of so many makes a case."""


def fill(contacts: int, today: date) -> tuple[int, int, int]:
    """Write the facts of a year up to today; returns the rows of half hours, days and matters."""
    first = city.day_begins(today - timedelta(days=364))
    limits = [f"{fate}_{limit}" for fate in ("answered", "abandoned") for limit in WAIT_LIMITS]
    within = [_within(fate, limit) for fate in ("answered", "abandoned") for limit in WAIT_LIMITS]
    given: dict[str, Any] = {
        "first": first,
        "contacts": contacts,
        "matters": contacts // _SHARE_OF_CASES,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.153)")
        cursor.execute(_CONTACTS.format(limits=", ".join(limits), within=", ".join(within)), given)
        cursor.execute(_by_day(), {"zone": str(city.zone())})
        cursor.execute(_MATTERS, given)
        divide_all()
        cursor.execute(
            "ANALYZE reports_contacthalfhour, reports_contactday, reports_contactsums, "
            "reports_matterday"
        )
    return (
        ContactHalfHour.objects.count(),
        ContactDay.objects.count(),
        MatterDay.objects.count(),
    )


def _within(fate: str, limit: int) -> str:
    answered = "answered" if fate == "answered" else "NOT answered"
    return f"count(*) FILTER (WHERE {answered} AND waited <= {limit})"


def _by_day() -> str:
    measures = measures_of(ContactHalfHour, _KEYS)
    columns = ", ".join(f'"{name}"' for name in measures)
    sums = ", ".join(f'sum("{name}")' for name in measures)
    return (
        f"INSERT INTO reports_contactday (day, queue, agent, channel, {columns}) "  # noqa: S608
        f"SELECT (begins_at AT TIME ZONE %(zone)s)::date, queue, agent, channel, {sums} "
        "FROM reports_contacthalfhour GROUP BY 1, 2, 3, 4"
    )
