"""The log of who looked at whose record has one name, the field's."""

from django.db import migrations

# Jobs under the former names: the next minute's job seals what these would have sealed
_JOBS = """
DELETE FROM procrastinate_jobs
WHERE task_name IN ('citizens.mark_looks', 'citizens.seal_looks') AND status = 'todo'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0001_initial"),
        ("procrastinate", "__first__"),
    ]

    operations = [
        migrations.AlterModelOptions("accesslog", options={"verbose_name": "access to a record"}),
        migrations.RunSQL(_JOBS, migrations.RunSQL.noop),
    ]
