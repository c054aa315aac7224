"""Open shifts of published rosters, and the bids for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0007_kept_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenShift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_date", models.DateField(verbose_name="first day")),
                ("last_date", models.DateField(verbose_name="last day")),
                ("closes_at", models.DateTimeField(verbose_name="bids end at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open for bids"),
                            ("awarded", "awarded"),
                            ("unfilled", "no bid that the law allows"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("posted_at", models.DateTimeField(verbose_name="posted at")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled at")),
                (
                    "posted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.shifttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "open shift",
                "ordering": ["first_date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Bid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "waits for the end of bids"),
                            ("awarded", "awarded to you"),
                            ("passed_over", "awarded to a colleague"),
                            ("unlawful", "not allowed by the law"),
                        ],
                        default="made",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nights", "nights of the year"),
                            ("weekends", "weekend days of the year"),
                            ("wishes", "wishes granted in the year"),
                            ("earlier", "the earlier bid"),
                        ],
                        max_length=8,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "nights",
                    models.PositiveSmallIntegerField(null=True, verbose_name="nights in per cent"),
                ),
                (
                    "weekends",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="weekend days in per cent"
                    ),
                ),
                (
                    "wishes",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="wishes granted in per cent"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shift_bids",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "open_shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bids",
                        to="workforce.openshift",
                    ),
                ),
            ],
            options={
                "verbose_name": "shift bid",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="openshift",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_date__gte", models.F("first_date"))),
                name="open_shift_ends_after_its_begin",
            ),
        ),
        migrations.AddConstraint(
            model_name="openshift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("settled_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="open_shift_settled_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                fields=("open_shift", "user"), name="one_bid_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "awarded")),
                fields=("open_shift",),
                name="one_award_a_shift",
            ),
        ),
    ]
