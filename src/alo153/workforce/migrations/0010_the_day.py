import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("workforce", "0009_refused_bids"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="handling_parts",
                field=ArrayField(base_field=models.FloatField(), default=list, size=None),
            )
            for name in ("forecastversion", "forecastline")
        ),
        migrations.CreateModel(
            name="CallBackOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "call-back offered first", "ordering": ["-begins_at"]},
        ),
        migrations.AddConstraint(
            model_name="callbackoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gte", models.F("begins_at"))),
                name="offer_ends_after_its_begin",
            ),
        ),
    ]
