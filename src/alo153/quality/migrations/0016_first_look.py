from django.db import migrations, models

# An agent who said that they had read it had looked at it. A term that was over stays over, and
# nobody is asked to look at such an evaluation
SEEN = """
UPDATE quality_evaluation SET seen_at = CASE
  WHEN given_at + make_interval(days => term.days) <= now() THEN given_at
  ELSE acknowledged_at
END
FROM (
  SELECT coalesce((SELECT appeal_days FROM quality_plan ORDER BY id DESC LIMIT 1), 7) AS days
) AS term
WHERE state = 'given'
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
        migrations.RunSQL(SEEN, migrations.RunSQL.noop),
    ]
