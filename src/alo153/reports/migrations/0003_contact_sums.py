from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_overdue"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactSums",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_date", models.DateField()),
                ("is_month", models.BooleanField()),
                (
                    "division",
                    models.CharField(
                        choices=[("agent", "Agent"), ("queue", "Queue")], max_length=5
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("team", models.IntegerField()),
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
                "verbose_name": "sums of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("division", "is_month", "begins_date", "key", "team", "channel"),
                        name="contact_sums_once",
                    )
                ],
                "indexes": [models.Index(fields=["begins_date"], name="contact_sums_by_date")],
            },
        ),
    ]
