"""The reasons in the ledger of a clock can be erased with a person; the rest stays as it is."""

from django.db import migrations

OPENED = """
DROP TRIGGER cases_clockentry_append_only ON cases_clockentry;
CREATE TRIGGER cases_clockentry_append_only
BEFORE DELETE OR UPDATE OF id, clock_id, verb, at, amount, actor_kind, by_user_id, due_at ON cases_clockentry
FOR EACH STATEMENT EXECUTE FUNCTION cases_clockentry_is_append_only();
CREATE TRIGGER cases_clockentry_reason BEFORE UPDATE OF reason ON cases_clockentry
FOR EACH STATEMENT WHEN (current_setting('alo153.erasing', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION cases_clockentry_is_append_only();
"""
SHUT = """
DROP TRIGGER cases_clockentry_reason ON cases_clockentry;
DROP TRIGGER cases_clockentry_append_only ON cases_clockentry;
CREATE TRIGGER cases_clockentry_append_only BEFORE UPDATE OR DELETE ON cases_clockentry
FOR EACH STATEMENT EXECUTE FUNCTION cases_clockentry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0036_evidence_photos")]

    operations = [migrations.RunSQL(OPENED, SHUT)]
