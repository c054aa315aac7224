"""What was given back before stands in the ledger of hand-overs, and is read from there once."""

from django.db import migrations

HAND_BACKS_OF_BEFORE = """
INSERT INTO cases_handback
  (case_id, returned_id, unit_id, sent_at, returned_at, went_to_id, went_on_at)
SELECT f.case_id, f.id, f.from_unit_id, coalesce(came.at, c.opened_at), f.at, went.to_unit_id, went.at
FROM cases_forwarding f
JOIN cases_case c ON c.id = f.case_id
LEFT JOIN LATERAL (
  SELECT b.at FROM cases_forwarding b
  WHERE b.case_id = f.case_id AND b.id < f.id AND b.to_unit_id = f.from_unit_id
  ORDER BY b.id DESC LIMIT 1
) came ON true
LEFT JOIN LATERAL (
  SELECT n.to_unit_id, n.at FROM cases_forwarding n
  WHERE n.case_id = f.case_id AND n.id > f.id AND n.to_unit_id IS NOT NULL
  ORDER BY n.id LIMIT 1
) went ON true
WHERE f.to_unit_id IS NULL AND f.from_unit_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_hand_backs")]
    operations = [migrations.RunSQL(HAND_BACKS_OF_BEFORE, migrations.RunSQL.noop)]
