"""The words of a confidential case stand sealed in its own row, as those of every other row do.

They are moved as they are: a seal is bound to the name of a column, and the columns keep the names
that theirs had. So no key is needed here, and nothing is ever unsealed. All of it is one
transaction: whoever stops it finds everything as it was.
"""

from typing import ClassVar

from django.db import migrations, models

# As in 0001, but of sealed words there is nothing to be found
FUNCTION = r"""
CREATE OR REPLACE FUNCTION alo_case_words(text, text, bigint, bigint, bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strip(to_tsvector(
    'simple'::regconfig,
    regexp_replace(
      alo_fold(
        CASE WHEN starts_with($1, E'\x01') THEN '' ELSE $1 END || ' ' ||
        CASE WHEN starts_with($2, E'\x01') THEN '' ELSE $2 END
      ), '[^[:alnum:]]+', ' ', 'g')
  )) || array_to_tsvector(
    array_remove(ARRAY['#t' || $3::text, '#n' || $4::text, '#d' || $5::text], NULL)
  );
"""
# PostgreSQL makes it anew: the type of a column that it is made of cannot change beneath it
NO_COLUMN = "ALTER TABLE cases_case DROP COLUMN words;"
COLUMN = """
ALTER TABLE cases_case ADD COLUMN words tsvector GENERATED ALWAYS AS (
  alo_case_words(text, address, topic_id, neighborhood_id, district_id)
) STORED;
CREATE INDEX case_words ON cases_case USING gin (words)
WITH (fastupdate = on, gin_pending_list_limit = 64);
ALTER TABLE cases_case ALTER COLUMN words SET STATISTICS 400;
ANALYZE cases_case (words);
"""
# What begins a token begins no words; and where a person was erased, words of the program stood in
# the open, which the row of a confidential case does not take
MOVE = r"""
UPDATE cases_case SET text = ltrim(text, E'\x01'), address = ltrim(address, E'\x01')
WHERE starts_with(text, E'\x01') OR starts_with(address, E'\x01');
UPDATE cases_case SET
  text = CASE WHEN starts_with(m.text, E'\x01') THEN m.text ELSE '' END,
  address = CASE WHEN starts_with(m.address, E'\x01') THEN m.address ELSE '' END,
  pin = CASE WHEN starts_with(m.pin, E'\x01') THEN m.pin ELSE '' END,
  reporter_name = CASE WHEN starts_with(m.reporter_name, E'\x01') THEN m.reporter_name ELSE '' END
FROM cases_confidentialmatter m WHERE m.case_id = cases_case.id;
"""
SEALED = ("text", "address", "pin", "reporter_name")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_channels")]

    operations: ClassVar = [
        migrations.RunSQL(FUNCTION),
        migrations.RunSQL(NO_COLUMN),
        migrations.AlterField(
            "case",
            "address",
            models.TextField(blank=True, max_length=300, verbose_name="address"),
        ),
        migrations.AddField("case", "pin", models.TextField(blank=True, default="", db_default="")),
        migrations.AddField(
            "case",
            "reporter_name",
            models.TextField(blank=True, default="", db_default="", verbose_name="full name"),
        ),
        migrations.RemoveConstraint("case", "confidential_says_nothing"),
        migrations.RunSQL(MOVE),
        migrations.RunSQL(COLUMN),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(confidential=False, pin="", reporter_name="")
                | models.Q(
                    *(
                        models.Q(**{name: ""}) | models.Q(**{f"{name}__startswith": "\x01"})
                        for name in SEALED
                    ),
                    confidential=True,
                    lat=None,
                    lon=None,
                ),
                name="confidential_is_sealed",
            ),
        ),
        migrations.DeleteModel("ConfidentialMatter"),
    ]
