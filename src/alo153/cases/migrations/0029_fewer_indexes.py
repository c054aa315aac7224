"""Drop indexes that nobody reads and every new case writes, at random places of the disk.

Codes and keys are asked for whole, never by their beginning.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0028_known_words"),
        ("citizens", "0009_kept_apart"),
        ("units", "0013_confidential_topics"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="kind",
            field=models.ForeignKey(
                db_column="kind",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="units.casekind",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="reporter",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="citizens.citizen",
            ),
        ),
        migrations.RunSQL(
            "DROP INDEX IF EXISTS cases_case_tracking_code_86c901a2_like,"
            " cases_case_link_key_90051148_like",
            "CREATE INDEX cases_case_tracking_code_86c901a2_like"
            " ON cases_case (tracking_code varchar_pattern_ops);"
            "CREATE INDEX cases_case_link_key_90051148_like"
            " ON cases_case (link_key varchar_pattern_ops)",
        ),
    ]
