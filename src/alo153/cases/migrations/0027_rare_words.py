"""Count more of the words of cases, so that a rare one is looked for in its index.

With PostgreSQL's hundred it takes any rare word for a thousand cases among a million and reads
them all from the newest on: 0.8 s measured, 0.3 ms by the index.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_sealed_words")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE cases_case ALTER COLUMN words SET STATISTICS 400",
            "ALTER TABLE cases_case ALTER COLUMN words SET STATISTICS -1",
        ),
    ]
