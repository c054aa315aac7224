"""The words of a case, for search: folded as everywhere, with marks of its topic and place."""

import django.contrib.postgres.indexes
from django.db import migrations

# A mark begins with what no word has. Punctuation parts words: "12/4" is 12 and 4
FUNCTION = r"""
CREATE FUNCTION alo_case_words(text, text, bigint, bigint, bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strip(to_tsvector(
    'simple'::regconfig, regexp_replace(alo_fold($1 || ' ' || $2), '[^[:alnum:]]+', ' ', 'g')
  )) || array_to_tsvector(
    array_remove(ARRAY['#t' || $3::text, '#n' || $4::text, '#d' || $5::text], NULL)
  );
"""
# Without the list of what is still to be sorted in: every search would have to read it
COLUMN = """
ALTER TABLE cases_case ADD COLUMN words tsvector GENERATED ALWAYS AS (
  alo_case_words(text, address, topic_id, neighborhood_id, district_id)
) STORED;
CREATE INDEX case_words ON cases_case USING gin (words) WITH (fastupdate = off);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_field_reports"),
        ("core", "0002_folding_and_append_only"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION, "DROP FUNCTION alo_case_words(text, text, bigint, bigint, bigint)"
        ),
        migrations.RunSQL(COLUMN, "ALTER TABLE cases_case DROP COLUMN words"),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["opened_at"], name="case_opened"
            ),
        ),
    ]
