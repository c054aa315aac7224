from django.db import migrations, models

# PDFs of before were kept as they came
PDFS_OF_BEFORE = """
UPDATE cases_attachment SET needs_care = true WHERE content_type = 'application/pdf'
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_petition_papers")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="needs_care",
            field=models.BooleanField(default=False, verbose_name="to be opened with care"),
        ),
        migrations.RunSQL(PDFS_OF_BEFORE, migrations.RunSQL.noop),
    ]
