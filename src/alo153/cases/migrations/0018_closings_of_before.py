"""What was closed before gets its closing; of those nobody is asked any more."""

from django.db import migrations

CLOSINGS_OF_BEFORE = """
INSERT INTO cases_closing
  (case_id, number, answer_id, outcome, evidence, unit_id, topic_id, closed_at, told, verdict,
   verdict_channel, words, reminders)
SELECT c.id, 1, a.id, coalesce(a.outcome, ''), '[]'::jsonb, coalesce(a.unit_id, c.unit_id),
       c.topic_id, c.closed_at, coalesce(r.state = 'told', false), 'not_asked', '', '', 0
FROM cases_case c
LEFT JOIN LATERAL (
  SELECT answer_id, state FROM cases_relay
  WHERE case_id = c.id AND state IN ('told', 'given_up') ORDER BY id DESC LIMIT 1
) r ON true
LEFT JOIN cases_answer a ON a.id = r.answer_id
WHERE c.state = 'closed';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_closings")]
    operations = [migrations.RunSQL(CLOSINGS_OF_BEFORE, migrations.RunSQL.noop)]
