import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("units", "0008_question_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleDraft",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rule_draft",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lines", models.JSONField()),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "onto",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.ruleversion",
                    ),
                ),
            ],
            options={"verbose_name": "draft of the routing rules"},
        ),
    ]
