"""A year of invented contacts, one of each agent and day drawn and scored, in ten teams; in SQL."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.quality import actions as quality
from alo153.quality.actions.counting import count_all
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion, Evaluation
from alo153.quality.rules.scorecards import Question, Scorecard, Section
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay

DAYS: Final = 365
_TABLES: Final = (
    "contacts_interaction, quality_evaluation, quality_draw, reports_contactday, "
    "workforce_keptday, city_teammember, reports_contactsums, quality_scoresums, "
    "quality_ratingsums, reports_contactofday, reports_contacttrack"
)
_KEYS: Final = ("id", "day", "queue", "agent", "channel")
_QUESTIONS: Final = 15
"""Makes a row as wide as an evaluator's row."""
EVALUATOR: Final = "derya"
_CONTACTS: Final = """
INSERT INTO contacts_interaction (channel, direction, agent_id, address, started_at, answered_at,
  ended_at, note, rating, queue, topic_id)
SELECT (ARRAY['phone', 'phone', 'phone', 'phone', 'chat', 'email'])[1 + floor(random() * 6)::int],
  'in', (%(agents)s::bigint[])[1 + floor(random() * %(count)s)::int], '', at,
  at + interval '20 seconds', at + interval '3 minutes', '',
  CASE WHEN random() < 0.1 THEN 1 + floor(random() * 5)::int END,
  'queue-' || (1 + floor(random() * 6))::int,
  (%(topics)s::bigint[])[1 + floor(random() * cardinality(%(topics)s::bigint[]))::int]
FROM (SELECT %(first)s::timestamptz + random() * %(days)s * interval '1 day' AS at
      FROM generate_series(1, %(contacts)s)) AS moment
"""
_PEOPLE: Final = """
INSERT INTO accounts_user (username, full_name, email, password, is_active, joined_at)
SELECT 'agent-' || n, 'Agent ' || n, '', '!', true, %(first)s
FROM generate_series(1, %(count)s) AS n
RETURNING id
"""
_DRAWS: Final = """
INSERT INTO quality_draw (day, seed, "each", candidates, unheard, made_at)
SELECT day::date, '153-' || day::date, 1, 0, 0, %(made_at)s
FROM generate_series(%(from)s::date, %(until)s::date, interval '1 day') AS day
"""
_SCORED: Final = """
INSERT INTO quality_evaluation (interaction_id, agent_id, medium, contact_at, reason, draw_id,
  "of", drawn, second, evaluator_id, state, card_id, answers, remarks, summary, percent, critical,
  begun_at, version, given_at)
SELECT DISTINCT ON (contact.agent_id, draw.id) contact.id, contact.agent_id, 'phone',
  contact.ended_at, 'chance', draw.id,
  count(*) OVER (PARTITION BY contact.agent_id, draw.id), 1, false, %(evaluator)s, 'given',
  %(card)s, %(answers)s::jsonb, %(remarks)s::jsonb, '', round(random() * 100),
  CASE WHEN random() < 0.05 THEN '{"citizen": 1}'::jsonb ELSE '{}'::jsonb END,
  contact.ended_at, 1, contact.ended_at
FROM contacts_interaction AS contact
JOIN quality_draw AS draw ON draw.day = (contact.ended_at AT TIME ZONE %(zone)s)::date
ORDER BY contact.agent_id, draw.id, contact.id
"""
_FACTS: Final = """
INSERT INTO reports_contactday (day, queue, agent, channel, {columns})
SELECT (ended_at AT TIME ZONE %(zone)s)::date, queue, agent_id, channel, {zeros}
FROM contacts_interaction GROUP BY 1, 2, 3, 4
"""
_COUNTED: Final = {
    "contacts_in": "count(*)",
    "handled": "count(*)",
    "talk_ms": "count(*) * 160000",
    "ratings": "count(rating)",
    "rating_sum": "coalesce(sum(rating), 0)",
}
_KEPT: Final = """
INSERT INTO workforce_keptday (user_id, day, planned_seconds, present_seconds)
SELECT agent, day::date, 27000, 27000 - floor(random() * 3000)::int
FROM unnest(%(agents)s::bigint[]) AS agent,
  generate_series(%(from)s::date, %(until)s::date, interval '1 day') AS day
"""
_OF_DAY: Final = """
INSERT INTO reports_contactofday (contact, day, channel, handled, talk_ms, ratings, rating_sum)
SELECT id, (ended_at AT TIME ZONE %(zone)s)::date, channel, 1, 160000,
  (rating IS NOT NULL)::int, coalesce(rating, 0)
FROM contacts_interaction
"""
_TRACKS: Final = """
INSERT INTO reports_contacttrack (contact, topic)
SELECT id, topic_id FROM contacts_interaction WHERE topic_id IS NOT NULL
"""
_TEAMS: Final = """
INSERT INTO city_team (name, lead_id)
SELECT 'Team ' || n, %(evaluator)s FROM generate_series(1, 10) AS n RETURNING id
"""
# Everybody moves in the middle of the year
_MEMBERS: Final = """
INSERT INTO city_teammember (team_id, user_id, since_date, until_date)
SELECT (%(teams)s::bigint[])[1 + ((n + half) %% 10)::int], agent,
  CASE half WHEN 0 THEN %(from)s::date ELSE %(middle)s::date END,
  CASE half WHEN 0 THEN %(middle)s::date END
FROM unnest(%(agents)s::bigint[]) WITH ORDINALITY AS member (agent, n),
  generate_series(0, 1) AS half
"""


def fill(contacts: int, agents: int, today: date) -> int:
    """Write a year up to yesterday; returns how many contacts were scored."""
    first, made_at = today - timedelta(days=DAYS), city.day_begins(today)
    evaluator = User.objects.get(username=EVALUATOR)
    given: dict[str, Any] = {
        "first": city.day_begins(first),
        "days": DAYS,
        "from": first,
        "middle": first + timedelta(days=DAYS // 2),
        "until": today - timedelta(days=1),
        "made_at": made_at,
        "contacts": contacts,
        "count": agents,
        "zone": str(city.zone()),
        "evaluator": evaluator.pk,
        "topics": [topic.pk for topic in city.topics_now().values()],
        "card": _card(evaluator, made_at).pk,
        "answers": json.dumps({f"question-{each}": 1 for each in range(_QUESTIONS)}),
        "remarks": json.dumps({"question-1": "Adını söylemedi. " * 9}),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.153)")
        cursor.execute(_PEOPLE, given)
        given["agents"] = [key for (key,) in cursor.fetchall()]
        cursor.execute(_DRAWS, given)
        cursor.execute(_CONTACTS, given)
        cursor.execute(_SCORED, given)
        cursor.execute(_facts(), given)
        cursor.execute(_OF_DAY, given)
        cursor.execute(_TRACKS, given)
        cursor.execute(_KEPT, given)
        cursor.execute(_TEAMS, given)
        given["teams"] = [key for (key,) in cursor.fetchall()]
        cursor.execute(_MEMBERS, given)
        # As the autovacuum of a city has done long before: plans are made for what is there
        cursor.execute(f"ANALYZE {_TABLES}")
        divide_all()
        count_all()
        cursor.execute(f"ANALYZE {_TABLES}")
    return Evaluation.objects.count()


def _facts() -> str:
    """Fill what is counted, and zeros for the rest of the sums."""
    sums = [each.name for each in ContactDay._meta.concrete_fields if each.name not in _KEYS]
    columns = ", ".join(f'"{name}"' for name in sums)
    return _FACTS.format(columns=columns, zeros=", ".join(_COUNTED.get(name, "0") for name in sums))


def _card(by: User, at: datetime) -> CardVersion:
    question = Question(key="greets", text="?", weight=100)
    card = Scorecard(sections=(Section(title="Call", questions=(question,)),))
    draft = quality.write_draft(medium=CardMedium.PHONE, card=card, by=by, at=at)
    return quality.put_in_use(version=draft, by=by, at=at)
