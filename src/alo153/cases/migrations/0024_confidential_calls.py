"""Calls to citizens about a confidential case are linked to it, and do not name its topic."""

from django.db import migrations

_ABOUT = """
SELECT cases_case.id AS case_id, call.interaction_id
FROM calls_call AS call
LEFT JOIN cases_relay AS relay ON call.reference = 'relay:' || relay.id
JOIN cases_case
  ON cases_case.id = relay.case_id OR call.reference = 'case:' || cases_case.id
WHERE cases_case.confidential AND call.reference <> ''
"""
LINK = f"""
INSERT INTO cases_case_interactions (case_id, interaction_id) {_ABOUT} ON CONFLICT DO NOTHING
"""
UNNAME = f"""
UPDATE contacts_interaction SET topic_id = NULL
WHERE disposition = 'called_back' AND topic_id IS NOT NULL
  AND id IN (SELECT interaction_id FROM ({_ABOUT}) AS about)
"""  # noqa: S608 - a statement of our own


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_sums"),
        ("calls", "0021_commands_by_agent"),
        ("contacts", "0034_queue_of_conversation"),
    ]

    operations = [migrations.RunSQL([LINK, UNNAME], migrations.RunSQL.noop)]
