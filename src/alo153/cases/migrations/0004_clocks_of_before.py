"""Cases opened before get the clock that their due date was counted by."""

from django.db import migrations

CLOCKS_OF_BEFORE = """
UPDATE cases_case SET due_at = opened_at + interval '30 days' WHERE due_at IS NULL;
UPDATE cases_case SET promised_at = due_at;
INSERT INTO cases_clock (case_id, purpose, unit, state, due_at, next_step, next_step_at)
SELECT c.id, 'answer', CASE WHEN t.standard_unit = '' THEN 'days' ELSE t.standard_unit END,
  CASE WHEN c.state = 'closed' THEN 'stopped' ELSE 'running' END, c.due_at,
  CASE WHEN c.state = 'closed' THEN '' ELSE 'remind' END,
  CASE WHEN c.state = 'closed' THEN NULL ELSE c.due_at - interval '2 days' END
FROM cases_case c JOIN units_topic t ON t.id = c.topic_id;
INSERT INTO cases_clockentry (clock_id, verb, at, amount, reason, actor_kind, due_at)
SELECT k.id, 'start', c.opened_at, coalesce(t.standard_amount, 30),
  coalesce(nullif(t.promise, ''), t.name), 'system', c.due_at
FROM cases_clock k JOIN cases_case c ON c.id = k.case_id JOIN units_topic t ON t.id = c.topic_id;
INSERT INTO cases_clockentry (clock_id, verb, at, amount, reason, actor_kind, due_at)
SELECT k.id, 'stop', c.closed_at, 0, t.name, 'system', c.due_at
FROM cases_clock k JOIN cases_case c ON c.id = k.case_id JOIN units_topic t ON t.id = c.topic_id
WHERE c.state = 'closed';
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_clocks")]
    operations = [migrations.RunSQL(CLOCKS_OF_BEFORE, migrations.RunSQL.noop)]
