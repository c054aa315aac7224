"""A version of a scorecard in use never changes: what was scored with it must stay readable."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION quality_cardversion_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a scorecard in use does not change' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER quality_cardversion_frozen BEFORE UPDATE OR DELETE ON quality_cardversion
FOR EACH ROW WHEN (OLD.used_from IS NOT NULL) EXECUTE FUNCTION quality_cardversion_is_frozen();
"""
NOT_FROZEN = """
DROP TRIGGER quality_cardversion_frozen ON quality_cardversion;
DROP FUNCTION quality_cardversion_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("quality", "0017_overlaps")]

    operations = [migrations.RunSQL(FROZEN, NOT_FROZEN)]
