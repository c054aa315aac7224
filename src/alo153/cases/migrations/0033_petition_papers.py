from django.db import migrations, models

# Also the scans that a better one replaced: only the events know them
SCANS_OF_BEFORE = """
UPDATE cases_attachment a SET is_petition = true
WHERE a.id IN (SELECT signed_paper_id FROM cases_particulars WHERE signed_paper_id IS NOT NULL)
   OR EXISTS (
     SELECT FROM core_event e
     WHERE e.name = 'case.signature_kept' AND e.subject_id = a.case_id::text
       AND e.data ->> 'sha256' = a.sha256
   )
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_overdue_alarms"), ("core", "__first__")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="is_petition",
            field=models.BooleanField(default=False, verbose_name="scan of a signed paper"),
        ),
        migrations.RunSQL(SCANS_OF_BEFORE, migrations.RunSQL.noop),
    ]
