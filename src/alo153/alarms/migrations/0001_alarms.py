import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alo153.alarms.rules.severity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlarmRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name of the rule")),
                (
                    "figure",
                    models.CharField(
                        choices=[
                            ("waiting", "Callers waiting in the queue"),
                            ("longest_wait", "Longest wait in the queue"),
                            ("service_level", "Service level of the last 15 minutes"),
                            ("ready_agents", "Agents who are ready for the queue"),
                            ("ready_with_skill", "Agents with the skill who are ready"),
                            ("waiting_written", "Written contacts waiting for an answer"),
                            (
                                "topic_times",
                                "Applications about a topic within the hour, against the usual",
                            ),
                            (
                                "neighborhood_times",
                                "Applications of a neighborhood within the hour, against the usual",
                            ),
                            ("overdue", "Overdue applications"),
                            (
                                "provider_failures",
                                "Messages that a provider did not take in the last 15 minutes",
                            ),
                            ("disk_free", "Free space on the disk"),
                            ("backup_age", "Age of the last backup"),
                            ("consumer_lag", "Time since a background reader was last up to date"),
                        ],
                        max_length=20,
                        verbose_name="figure",
                    ),
                ),
                ("of", models.CharField(blank=True, max_length=80, verbose_name="of which")),
                ("rings_at", models.FloatField(verbose_name="rings beyond")),
                ("clears_at", models.FloatField(verbose_name="clears at")),
                (
                    "calm_minutes",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="after minutes of calm"
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            (alo153.alarms.rules.severity.Severity["NOTICE"], "notice"),
                            (alo153.alarms.rules.severity.Severity["WARNING"], "warning"),
                            (alo153.alarms.rules.severity.Severity["CRITICAL"], "critical"),
                        ],
                        default=alo153.alarms.rules.severity.Severity["WARNING"],
                        max_length=8,
                        verbose_name="severity",
                    ),
                ),
                ("audience", models.CharField(max_length=80, verbose_name="whom it concerns")),
                ("ways", models.JSONField(default=list, verbose_name="told by")),
                (
                    "escalate_minutes",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="escalated after minutes"
                    ),
                ),
                (
                    "escalate_to",
                    models.CharField(blank=True, max_length=80, verbose_name="escalated to"),
                ),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                ("retired_at", models.DateTimeField(null=True, verbose_name="retired at")),
                (
                    "failing",
                    models.CharField(blank=True, max_length=80, verbose_name="could not be read"),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of alarms",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=80, verbose_name="of which")),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            (alo153.alarms.rules.severity.Severity["NOTICE"], "notice"),
                            (alo153.alarms.rules.severity.Severity["WARNING"], "warning"),
                            (alo153.alarms.rules.severity.Severity["CRITICAL"], "critical"),
                        ],
                        max_length=8,
                        verbose_name="severity",
                    ),
                ),
                ("audience", models.CharField(max_length=80, verbose_name="whom it concerns")),
                ("raised_at", models.DateTimeField(verbose_name="rang at")),
                ("value", models.FloatField(verbose_name="value")),
                ("worst", models.FloatField(verbose_name="worst value")),
                ("latest", models.FloatField(verbose_name="value now")),
                ("calm_since", models.DateTimeField(null=True, verbose_name="calm since")),
                ("cleared_at", models.DateTimeField(null=True, verbose_name="cleared at")),
                (
                    "acknowledged_at",
                    models.DateTimeField(null=True, verbose_name="taken care of at"),
                ),
                (
                    "escalated_to",
                    models.CharField(blank=True, max_length=80, verbose_name="escalated to"),
                ),
                ("escalated_at", models.DateTimeField(null=True, verbose_name="escalated at")),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="alarms.alarmrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "alarm",
            },
        ),
        migrations.AddConstraint(
            model_name="alarmrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("escalate_minutes", None), ("escalate_to", "")),
                    models.Q(
                        ("escalate_minutes__isnull", False),
                        models.Q(("escalate_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="escalation_says_when_and_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                models.F("raised_at"),
                condition=models.Q(("cleared_at", None)),
                name="alarm_ringing",
            ),
        ),
        migrations.AddIndex(
            model_name="alarm",
            index=models.Index(
                models.OrderBy(models.F("raised_at"), descending=True), name="alarm_history"
            ),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cleared_at", None)),
                fields=("rule", "subject"),
                name="rings_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at", None), ("acknowledged_by", None)),
                    models.Q(
                        ("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="acknowledged_by_somebody",
            ),
        ),
    ]
