"""Sums of scores and ratings by day. The first event after it counts all days there are."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max


def begin_at_the_end(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Place the cursor behind the events there are: a recount needs none of them."""
    last = apps.get_model("core", "Event").objects.aggregate(last=Max("id"))["last"]
    if last:
        apps.get_model("core", "EventCursor").objects.create(consumer="quality.sums", after=last)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_analyze_events"),
        ("quality", "0018_cards_in_use_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="RatingSums",
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
                        choices=[("queue", "Queue"), ("topic", "Topic"), ("hour", "Hour")],
                        max_length=5,
                    ),
                ),
                ("channel", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=40)),
                ("contacts", models.IntegerField()),
                ("rated_1", models.IntegerField()),
                ("rated_2", models.IntegerField()),
                ("rated_3", models.IntegerField()),
                ("rated_4", models.IntegerField()),
                ("rated_5", models.IntegerField()),
            ],
            options={
                "verbose_name": "ratings of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("division", "is_month", "begins_date", "channel", "key"),
                        name="rating_sums_once",
                    )
                ],
                "indexes": [models.Index(fields=["begins_date"], name="rating_sums_by_date")],
            },
        ),
        migrations.CreateModel(
            name="ScoreSums",
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
                        choices=[
                            ("agent", "Agent"),
                            ("unit", "Unit"),
                            ("queue", "Queue"),
                            ("topic", "Topic"),
                        ],
                        max_length=5,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("team", models.IntegerField()),
                ("targeted", models.IntegerField()),
                ("citizen", models.IntegerField()),
                ("business", models.IntegerField()),
                ("compliance", models.IntegerField()),
                ("drawn", models.IntegerField()),
                ("citizen_weight", models.FloatField()),
                ("business_weight", models.FloatField()),
                ("compliance_weight", models.FloatField()),
                ("drawn_whole", models.FloatField()),
                ("drawn_spread", models.FloatField()),
                ("n", models.IntegerField()),
                ("whole", models.FloatField()),
                ("weighted", models.FloatField()),
                ("freedom", models.IntegerField()),
                ("squares", models.FloatField()),
                ("within", models.FloatField()),
                ("alone", models.FloatField()),
                ("spread", models.FloatField()),
                ("spread_scores", models.FloatField()),
                ("spread_squares", models.FloatField()),
                ("weights", models.FloatField()),
            ],
            options={
                "verbose_name": "scores of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("division", "is_month", "begins_date", "key", "team"),
                        name="score_sums_once",
                    )
                ],
                "indexes": [models.Index(fields=["begins_date"], name="score_sums_by_date")],
            },
        ),
        migrations.CreateModel(
            name="CountedZone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("zone", models.CharField(max_length=60)),
            ],
            options={
                "verbose_name": "time zone of the sums",
            },
        ),
        migrations.RunPython(begin_at_the_end, migrations.RunPython.noop),
    ]
