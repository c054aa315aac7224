from typing import Any

from django.db import migrations, models


def count_again(apps: Any, _editor: Any) -> None:
    """Empty the sums: the next event fills them, by topic too."""
    apps.get_model("reports", "ContactSums").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_reports_read_sums"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactTrack",
            fields=[
                ("contact", models.BigIntegerField(primary_key=True, serialize=False)),
                ("topic", models.IntegerField()),
            ],
            options={"verbose_name": "contact in the roll-up"},
        ),
        migrations.AddField(
            model_name="agenttrack",
            name="contact",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name="contactsums",
            name="division",
            field=models.CharField(
                choices=[("agent", "Agent"), ("queue", "Queue"), ("topic", "Topic")], max_length=5
            ),
        ),
        migrations.CreateModel(
            name="ContactOfDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contact", models.BigIntegerField()),
                ("day", models.DateField()),
                ("channel", models.CharField(max_length=10)),
                ("answered", models.IntegerField(db_default=0, default=0)),
                ("kept_reached", models.IntegerField(db_default=0, default=0)),
                ("handled", models.IntegerField(db_default=0, default=0)),
                ("talk_ms", models.BigIntegerField(db_default=0, default=0)),
                ("hold_ms", models.BigIntegerField(db_default=0, default=0)),
                ("wrap_up_ms", models.BigIntegerField(db_default=0, default=0)),
                ("ratings", models.IntegerField(db_default=0, default=0)),
                ("rating_sum", models.IntegerField(db_default=0, default=0)),
            ],
            options={
                "verbose_name": "contact of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "day", "channel"), name="contact_of_day_once"
                    )
                ],
                "indexes": [models.Index(fields=["day"], name="contact_of_day_by_day")],
            },
        ),
        migrations.RunPython(count_again, migrations.RunPython.noop),
    ]
