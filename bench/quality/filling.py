"""A year of invented contacts, one of each agent and day drawn and scored; made by PostgreSQL."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.quality import card_json
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion, Draw, Evaluation
from alo153.quality.rules.scorecards import Question, Scorecard, Section

DAYS: Final = 365
EVALUATOR: Final = "derya"
_CONTACTS: Final = """
INSERT INTO contacts_interaction (channel, direction, agent_id, address, started_at, answered_at,
  ended_at, note, rating, queue)
SELECT (ARRAY['phone', 'phone', 'phone', 'phone', 'chat', 'email'])[1 + floor(random() * 6)::int],
  'in', (%(agents)s::bigint[])[1 + floor(random() * %(count)s)::int], '', at,
  at + interval '20 seconds', at + interval '3 minutes', '',
  CASE WHEN random() < 0.1 THEN 1 + floor(random() * 5)::int END,
  'queue-' || (1 + floor(random() * 6))::int
FROM (SELECT %(first)s::timestamptz + random() * %(days)s * interval '1 day' AS at
      FROM generate_series(1, %(contacts)s)) AS moment
"""
_SCORED: Final = """
INSERT INTO quality_evaluation (interaction_id, agent_id, medium, contact_at, reason, draw_id,
  "of", drawn, second, evaluator_id, state, card_id, answers, remarks, summary, percent, critical,
  begun_at, version, given_at)
SELECT DISTINCT ON (contact.agent_id, draw.id) contact.id, contact.agent_id, 'phone',
  contact.ended_at, 'chance', draw.id,
  count(*) OVER (PARTITION BY contact.agent_id, draw.id), 1, false, %(evaluator)s, 'given',
  %(card)s, '{}', '{}', '', round(random() * 100),
  CASE WHEN random() < 0.05 THEN '{"citizen": 1}'::jsonb ELSE '{}'::jsonb END,
  contact.ended_at, 1, contact.ended_at
FROM contacts_interaction AS contact
JOIN quality_draw AS draw ON draw.day = (contact.ended_at AT TIME ZONE %(zone)s)::date
ORDER BY contact.agent_id, draw.id, contact.id
"""


def fill(contacts: int, agents: int, today: date) -> int:
    """Write a year up to yesterday; returns how many contacts were scored."""
    first = today - timedelta(days=DAYS)
    people = _people(agents, city.day_begins(first))
    days = [first + timedelta(days=after) for after in range(DAYS)]
    made_at = city.day_begins(today)
    Draw.objects.bulk_create(
        Draw(day=day, seed=f"153-{day}", each=1, candidates=0, made_at=made_at) for day in days
    )
    evaluator = User.objects.get(username=EVALUATOR)
    given = {
        "first": city.day_begins(first),
        "days": DAYS,
        "contacts": contacts,
        "agents": people,
        "count": len(people),
        "zone": str(city.zone()),
        "evaluator": evaluator.pk,
        "card": _card(evaluator, made_at).pk,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.153)")
        cursor.execute(_CONTACTS, given)
        cursor.execute(_SCORED, given)
        cursor.execute("ANALYZE contacts_interaction, quality_evaluation, quality_draw")
    return Evaluation.objects.count()


def _people(count: int, at: datetime) -> list[int]:
    rows = [User(username=f"agent-{n}", full_name=f"Agent {n}", joined_at=at) for n in range(count)]
    return [user.pk for user in User.objects.bulk_create(rows)]


def _card(by: User, at: datetime) -> CardVersion:
    card = Scorecard(
        sections=(Section(title="Call", questions=(Question(key="greets", text="?", weight=100),)),)
    )
    return CardVersion.objects.create(
        medium=CardMedium.PHONE,
        number=1,
        content=card_json.written(card),
        written_by=by,
        written_at=at,
        used_from=at,
    )
