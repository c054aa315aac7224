"""The owner counts what the table of events holds: autovacuum passes over partitioned tables."""

from typing import ClassVar

from django.db import migrations

# Of a partitioned table ANALYZE reads a sample of all months; nobody waits for it, it waits for ATTACH
ANALYZE = """
CREATE FUNCTION core_event_analyze() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
BEGIN
  ANALYZE core_event;
END $$;
REVOKE ALL ON FUNCTION core_event_analyze() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0003_event_months")]
    operations: ClassVar = [
        migrations.RunSQL(ANALYZE, "DROP FUNCTION core_event_analyze()"),
    ]
