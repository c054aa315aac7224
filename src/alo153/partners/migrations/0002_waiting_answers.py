import django.db.models.deletion
from django.db import migrations, models

# What no bundle took so far, by the rule of before: what has ended another way waits no more
_THOSE = """
INSERT INTO partners_waitinganswer (relay_id, desk_id)
SELECT r.id, d.id
FROM city_partnerdesk d
JOIN cases_registerentry e ON e.register = d.name
JOIN cases_relay r ON r.case_id = e.case_id
WHERE NOT EXISTS (SELECT 1 FROM partners_bundleline l WHERE l.relay_id = r.id)
  AND (
    r.state = 'pending'
    OR (r.channel <> 'agency' AND r.state IN ('told', 'given_up') AND r.finished_at >= d.since)
    OR (
      r.channel <> 'agency'
      AND r.state = 'exhausted'
      AND NOT EXISTS (SELECT 1 FROM cases_relay n WHERE n.case_id = r.case_id AND n.id > r.id)
    )
  )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0001_initial"),
        ("cases", "0016_answers_go_back"),
        ("city", "0006_partners"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingAnswer",
            fields=[
                (
                    "relay",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting_answer",
                        serialize=False,
                        to="cases.relay",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.partnerdesk",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer that waits for a bundle",
            },
        ),
        migrations.RunSQL(_THOSE, migrations.RunSQL.noop),
    ]
