import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0018_spared_and_held"),
        ("care", "0002_survey_envelope"),
        ("contacts", "0030_begun_for"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AbuseReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "asked to stop"), (2, "warned"), (3, "call ended by right")],
                        verbose_name="step",
                    ),
                ),
                ("threat", models.BooleanField(default=False, verbose_name="threat")),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="call ended at")),
                ("statement", models.TextField(blank=True, verbose_name="statement")),
                ("stated_at", models.DateTimeField(null=True, verbose_name="stated at")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="settled at")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.blockednumber",
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="abuse_reports",
                        to="contacts.interaction",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report of abuse",
            },
        ),
        migrations.CreateModel(
            name="ComplaintFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "offence",
                    models.CharField(
                        choices=[
                            ("insult", "insult (TCK 125)"),
                            ("threat", "threat (TCK 106)"),
                            ("resistance", "resistance against public duty (TCK 265)"),
                            ("disturbance", "disturbing peace and quiet (TCK 123)"),
                        ],
                        max_length=11,
                        verbose_name="offence",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=40, verbose_name="telephone number"),
                ),
                ("statement", models.TextField(verbose_name="statement")),
                (
                    "sha256",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="SHA-256 of the recording"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("held_until", models.DateTimeField(verbose_name="recording held until")),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint",
                        to="care.abusereport",
                    ),
                ),
            ],
            options={
                "verbose_name": "file for the prosecutor",
            },
        ),
        migrations.CreateModel(
            name="Sparing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("abusive", "calls with abuse or a threat"),
                            ("hard", "hard calls"),
                            ("no_break", "long without a break"),
                        ],
                        max_length=8,
                        verbose_name="why",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began at")),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "time of being spared",
            },
        ),
        migrations.AddIndex(
            model_name="abusereport",
            index=models.Index(
                models.F("agent"),
                models.OrderBy(models.F("begun_at"), descending=True),
                name="abuse_by_agent",
            ),
        ),
        migrations.AddIndex(
            model_name="abusereport",
            index=models.Index(
                models.F("begun_at"),
                condition=models.Q(("settled_at", None)),
                name="abuse_to_settle",
            ),
        ),
        migrations.AddConstraint(
            model_name="abusereport",
            constraint=models.UniqueConstraint(
                fields=("interaction", "agent"), name="abuse_reported_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="abusereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("step", 3)),
                    models.Q(models.Q(("step", 3), _negated=True), ("ended_at", None)),
                    _connector="OR",
                ),
                name="ended_by_right_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="abusereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="abuse_settled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaintfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement", ""), _negated=True),
                name="complaint_has_a_statement",
            ),
        ),
        migrations.AddIndex(
            model_name="sparing",
            index=models.Index(
                models.F("agent"),
                models.OrderBy(models.F("began_at"), descending=True),
                name="sparing_by_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="sparing",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("began_at"))),
                name="sparing_ends_after_its_begin",
            ),
        ),
    ]
