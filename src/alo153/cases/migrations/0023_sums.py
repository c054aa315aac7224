"""Sums of closings and hand-backs by day. The first event after it counts all days there are."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max


def begin_at_the_end(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Place the cursor behind the events there are: a recount needs none of them."""
    last = apps.get_model("core", "Event").objects.aggregate(last=Max("id"))["last"]
    if last:
        apps.get_model("core", "EventCursor").objects.create(consumer="cases.sums", after=last)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_analyze_events"),
        ("cases", "0022_delete_failed_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingSums",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_date", models.DateField()),
                ("is_month", models.BooleanField()),
                ("unit", models.IntegerField()),
                ("topic", models.IntegerField()),
                ("outcome", models.CharField(max_length=10)),
                ("confidential", models.BooleanField()),
                ("closed", models.IntegerField()),
                ("confirmed", models.IntegerField()),
                ("silent", models.IntegerField()),
                ("not_solved", models.IntegerField()),
                ("objections", models.IntegerField()),
                ("contacted_again", models.IntegerField()),
            ],
            options={
                "verbose_name": "closings of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            *("is_month", "begins_date", "unit"),
                            *("topic", "outcome", "confidential"),
                        ),
                        name="closing_sums_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandBackSums",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_date", models.DateField()),
                ("is_month", models.BooleanField()),
                ("unit", models.IntegerField()),
                ("went_to", models.IntegerField()),
                ("confidential", models.BooleanField()),
                ("count", models.IntegerField()),
                ("lost_ms", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "hand-backs of a day",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("is_month", "begins_date", "unit", "went_to", "confidential"),
                        name="hand_back_sums_once",
                    )
                ],
            },
        ),
        migrations.RunPython(begin_at_the_end, migrations.RunPython.noop),
    ]
