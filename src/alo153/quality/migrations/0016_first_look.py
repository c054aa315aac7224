from django.db import migrations, models

# Whoever said that they had read it had looked at it
_SEEN = """
UPDATE quality_evaluation SET seen_at = acknowledged_at WHERE acknowledged_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0015_recusals"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="seen_at",
            field=models.DateTimeField(null=True, verbose_name="first seen by its agent at"),
        ),
        migrations.RunSQL(_SEEN, migrations.RunSQL.noop),
    ]
