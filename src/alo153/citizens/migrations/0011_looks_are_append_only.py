"""Who looked at whose record stays written: a row is neither changed nor deleted."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION citizens_accesslog_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'looks are only ever added';
END $$;
CREATE TRIGGER citizens_accesslog_append_only BEFORE UPDATE OR DELETE ON citizens_accesslog
FOR EACH STATEMENT EXECUTE FUNCTION citizens_accesslog_is_append_only();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER citizens_accesslog_append_only ON citizens_accesslog;
DROP FUNCTION citizens_accesslog_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("citizens", "0010_fewer_indexes")]

    operations = [migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY)]
