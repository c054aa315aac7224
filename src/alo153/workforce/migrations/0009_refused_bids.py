"""A refused bid keeps its cause, and the program publishes what it awards in its own name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0008_open_shifts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bid",
            name="cause",
            field=models.CharField(
                blank=True, default="", max_length=32, verbose_name="cause of the refusal"
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="bid",
            name="state",
            field=models.CharField(
                choices=[
                    ("made", "waits for the end of bids"),
                    ("awarded", "awarded to you"),
                    ("passed_over", "awarded to a colleague"),
                    ("refused", "could not be given to you"),
                ],
                default="made",
                max_length=11,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="bid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), models.Q(("cause", ""), _negated=True)),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("cause", "")),
                    _connector="OR",
                ),
                name="refused_bid_says_why",
            ),
        ),
        migrations.AlterField(
            model_name="openshift",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "open for bids"),
                    ("awarded", "awarded"),
                    ("unfilled", "nobody got it"),
                    ("withdrawn", "withdrawn"),
                ],
                default="open",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="roster",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="roster", name="published_roster_says_by_whom"),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at", None),
                        ("published_by", None),
                        ("state__in", ["draft", "discarded"]),
                    ),
                    models.Q(
                        ("published_at__isnull", False),
                        ("state__in", ["published", "superseded"]),
                    ),
                    _connector="OR",
                ),
                name="published_roster_says_when",
            ),
        ),
    ]
