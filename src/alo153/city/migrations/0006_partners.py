from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0005_chat_hours"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerDesk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=24)),
                ("topic", models.SlugField(blank=True)),
                ("relays_answers", models.BooleanField()),
                ("standard_amount", models.PositiveSmallIntegerField(null=True)),
                (
                    "standard_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "Hours"),
                            ("working_hours", "Working Hours"),
                            ("working_days", "Working Days"),
                            ("days", "Days"),
                        ],
                        max_length=14,
                    ),
                ),
                ("every_morning", models.BooleanField()),
                ("columns", models.JSONField()),
                ("kinds", models.JSONField()),
                ("topics", models.JSONField()),
                ("reply", models.JSONField()),
                ("since", models.DateTimeField()),
                ("sort_key", models.TextField(db_collation="C")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "partner desk",
                "ordering": ["sort_key"],
            },
        ),
    ]
