import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("alarms", "0001_alarms"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alarmrule",
            name="figure",
            field=models.CharField(
                choices=[
                    ("waiting", "Callers waiting in the queue"),
                    ("longest_wait", "Longest wait in the queue"),
                    ("service_level", "Service level of the last 15 minutes"),
                    ("ready_agents", "Agents who are ready for the queue"),
                    ("ready_with_skill", "Agents with the skill who are ready"),
                    ("reachable_agents", "Agents at work whom calls of the queue can reach"),
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
        migrations.AlterField(
            model_name="alarmrule",
            name="written_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
